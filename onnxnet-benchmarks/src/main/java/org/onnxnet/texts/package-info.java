/** What holds for the texts of many networks, and how long they are. */
@NullMarked
package org.onnxnet.texts;

import org.jspecify.annotations.NullMarked;
