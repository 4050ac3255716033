package org.onnxnet.cli.experiment;

/** How a table of results is written. */
enum TableFormat {
    /** For people. */
    MARKDOWN,
    /** With a line of names; means and standard errors in columns of their own. */
    CSV,
    /** JSON, an object a line. */
    JSON
}
