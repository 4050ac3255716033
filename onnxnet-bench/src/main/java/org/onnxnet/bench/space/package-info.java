/**
 * Search spaces: sets of architectures with a text form, each of which is a network. Start at {@code SearchSpaces} for a
 * space by name, or at the type of a space, such as {@code NasBench201}.
 *
 * <p>To add a space, implement {@code SearchSpace} (or {@code FiniteSpace}) in a package of its own and name the class in
 * {@code META-INF/services/org.onnxnet.bench.space.SearchSpace}; a space in another jar is found the same way.
 */
@NullMarked
package org.onnxnet.bench.space;

import org.jspecify.annotations.NullMarked;
