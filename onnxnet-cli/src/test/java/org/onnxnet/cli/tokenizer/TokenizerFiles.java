package org.onnxnet.cli.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The domain tokenizer as the files that Hugging Face's libraries read. A text is cut by a pattern into words, numbers and
 * punctuation. What is in the vocabulary is one token; names that are not are put together from pieces of names, everything else
 * from bytes. So nothing is unknown, and the tokens of a text give it back.
 */
final class TokenizerFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIZE = 1536;
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final int MAX_LENGTH = 8192;

    /** The parts of the pattern, tried in this order; a space belongs to the punctuation before it. */
    private static final List<String> PARTS = List.of(
            "--> ?",
            " = ",
            "\\) \\(",
            // Digits before an exponent, one by one.
            "[0-9](?=[0-9]*(?:\\.[0-9]+)?e-?[0-9])",
            "-?[0-9]+",
            "\\.[0-9]+",
            "\\$[0-9]+",
            "e-?[0-9]+",
            // Between the sizes of a shape.
            "x(?=[0-9n?(])",
            "IRREGULAR",
            "[A-Z][A-Za-z_]*",
            "[a-z_][A-Za-z_]*=?",
            "[^A-Za-z0-9_\\s] ?",
            "\\s");

    private TokenizerFiles() {}

    /**
     * The files by name.
     *
     * @param texts by where they are from
     */
    static Map<String, String> of(Map<String, List<String>> texts) {
        DomainVocabulary words = new DomainVocabulary();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tokenizer.json", text(tokenizer(words, texts)));
        files.put("tokenizer_config.json", text(config()));
        files.put("special_tokens_map.json", text(names(JSON.createObjectNode())));
        return files;
    }

    private static String text(JsonNode json) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private static ObjectNode tokenizer(DomainVocabulary words, Map<String, List<String>> texts) {
        ObjectNode json = JSON.createObjectNode().put("version", "1.0");
        json.putNull("truncation").putNull("padding");
        ArrayNode added = json.putArray("added_tokens");
        for (int id = 0; id < SPECIAL.size(); id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", SPECIAL.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        json.putNull("normalizer");
        preTokenizer(json.putObject("pre_tokenizer"), words.irregularNames());
        postProcessor(json.putObject("post_processor"));
        byteLevel(json.putObject("decoder"));
        model(json.putObject("model"), words, texts);
        return json;
    }

    private static void preTokenizer(ObjectNode json, List<String> irregular) {
        ArrayNode steps = json.put("type", "Sequence").putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", pattern(irregular));
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject());
    }

    private static void byteLevel(ObjectNode json) {
        json.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false)
                .put("use_regex", false);
    }

    private static String pattern(List<String> irregular) {
        return PARTS.stream()
                .map(part -> part.equals("IRREGULAR")
                        ? names(irregular, "[A-Z].*", "") + "|" + names(irregular, "[^A-Z].*", "=?")
                        : part)
                .collect(Collectors.joining("|"));
    }

    private static String names(List<String> irregular, String which, String after) {
        return irregular.stream()
                .filter(name -> name.matches(which))
                .map(name -> name.replace(".", "\\."))
                .collect(Collectors.joining("|", "(?:", ")(?![A-Za-z0-9_])" + after));
    }

    private static void postProcessor(ObjectNode json) {
        json.put("type", "TemplateProcessing");
        ArrayNode single = json.putArray("single");
        special(single, "[CLS]", 0);
        sequence(single, "A", 0);
        special(single, "[SEP]", 0);
        ArrayNode pair = json.putArray("pair").addAll(single.deepCopy());
        sequence(pair, "B", 1);
        special(pair, "[SEP]", 1);
        ObjectNode tokens = json.putObject("special_tokens");
        for (String token : List.of("[CLS]", "[SEP]")) {
            ObjectNode entry = tokens.putObject(token).put("id", token);
            entry.putArray("ids").add(SPECIAL.indexOf(token));
            entry.putArray("tokens").add(token);
        }
    }

    private static void special(ArrayNode template, String token, int type) {
        template.addObject().putObject("SpecialToken").put("id", token).put("type_id", type);
    }

    private static void sequence(ArrayNode template, String id, int type) {
        template.addObject().putObject("Sequence").put("id", id).put("type_id", type);
    }

    private static void model(ObjectNode json, DomainVocabulary words, Map<String, List<String>> texts) {
        json.put("type", "BPE").putNull("dropout");
        json.put("unk_token", "[UNK]").putNull("continuing_subword_prefix");
        json.putNull("end_of_word_suffix");
        json.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", true);
        Map<String, Integer> ids = new LinkedHashMap<>();
        SPECIAL.forEach(token -> ids.put(token, ids.size()));
        ByteLevel.alphabet().forEach(letter -> ids.putIfAbsent(letter, ids.size()));
        for (String token : words.tokens(texts)) {
            ids.putIfAbsent(ByteLevel.spelled(token), ids.size());
        }
        List<BytePairs.Merge> merges = new ArrayList<>();
        BytePairs pieces = new BytePairs(words.names());
        while (ids.size() < SIZE) {
            merges.add(pieces.next());
            ids.putIfAbsent(merges.get(merges.size() - 1).whole(), ids.size());
        }
        ObjectNode vocabulary = json.putObject("vocab");
        ids.forEach(vocabulary::put);
        ArrayNode list = json.putArray("merges");
        merges.forEach(merge -> list.addArray().add(merge.left()).add(merge.right()));
    }

    private static ObjectNode config() {
        ObjectNode json = JSON.createObjectNode().put("tokenizer_class", "PreTrainedTokenizerFast");
        names(json).put("clean_up_tokenization_spaces", false).put("model_max_length", MAX_LENGTH);
        json.putArray("model_input_names").add("input_ids").add("attention_mask");
        return json;
    }

    private static ObjectNode names(ObjectNode json) {
        for (String token : SPECIAL) {
            json.put(token.substring(1, token.length() - 1).toLowerCase(Locale.ROOT) + "_token", token);
        }
        return json;
    }
}
