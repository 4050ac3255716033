/** Programs to start from. Each is run by the build, and its output is checked. */
@NullMarked
package org.onnxnet.examples;

import org.jspecify.annotations.NullMarked;
