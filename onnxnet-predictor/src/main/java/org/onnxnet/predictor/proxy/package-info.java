/** Proxies that tell good architectures from bad ones without training: untrained networks are run once. */
@NullMarked
package org.onnxnet.predictor.proxy;

import org.jspecify.annotations.NullMarked;
