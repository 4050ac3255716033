package org.onnxnet.predictor.checkpoint;

/** Fields of {@code config.json} that all families of networks have. */
final class CommonFields {
    private static final int MAX_LAYERS = 10_000;

    private CommonFields() {}

    static int layers(JsonFile json) {
        int layers = json.count("num_hidden_layers");
        if (layers > MAX_LAYERS) {
            throw json.wrong("num_hidden_layers", "at most " + MAX_LAYERS);
        }
        return layers;
    }

    static Activation activation(JsonFile json, String key, Activation otherwise) {
        return Activation.ofName(json.text(key, otherwise.hubName()))
                .orElseThrow(() -> json.wrong(key, "one of " + Activation.allNames()));
    }

    /** Requires that none of the keys asks for another kind of rotary positions. */
    static void requireUnscaledPositions(JsonFile json, String... keys) {
        for (String key : keys) {
            if (!json.text(key, "default").equals("default")) {
                throw json.wrong(key, "\"default\": scaled rotary positions are not supported");
            }
        }
    }

    /** An id that is one of the vocabulary's. */
    static int token(JsonFile json, String key, int otherwise) {
        int vocabulary = json.count("vocab_size");
        int token = json.count(key, otherwise);
        if (token >= vocabulary) {
            throw json.wrong(key, "less than the vocab_size, " + vocabulary);
        }
        return token;
    }

    static int labels(JsonFile json) {
        return json.at("id2label").isObject() ? json.at("id2label").size() : json.count("num_labels", 2);
    }
}
