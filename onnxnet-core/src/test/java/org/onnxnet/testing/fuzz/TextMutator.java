package org.onnxnet.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Damages texts: characters as typing and cutting do it, tokens, and tokens by others of their kind, so that much
 * of it still parses. The input of a number depends on the seed texts, the seed and that number only.
 */
final class TextMutator implements FuzzInputs {
    private static final int MAX_CHARACTERS = 1 << 16;
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:\\\\.|[^\"\\\\])*\"|[A-Za-z_][A-Za-z_0-9.]*|-?[0-9]+(?:\\.[0-9]+)?(?:e-?[0-9]+)?|\\s|.");
    private static final List<String> DISLIKED = List.of(
            "0",
            "-1",
            "65536",
            "999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "1e308",
            "1e-308",
            "nan",
            "-inf",
            "\"",
            "\"\\x00\"",
            "\\",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "*",
            "*9",
            "$1",
            "\n",
            "-->",
            "ß",
            "?");

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("SplittableRandom");

    private final List<List<String>> seeds;
    private final long seed;

    TextMutator(List<String> texts, long seed) {
        this.seeds = texts.stream().map(TextMutator::tokens).toList();
        this.seed = seed;
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    @Override
    public int seedCount() {
        return seeds.size();
    }

    @Override
    public String suffix() {
        return ".txt";
    }

    /** The seed texts themselves come first, as they are; after them come damaged ones. */
    @Override
    public byte[] input(long number) {
        return text(number).getBytes(StandardCharsets.UTF_8);
    }

    private String text(long number) {
        if (number < seeds.size()) {
            return String.join("", seeds.get((int) number));
        }
        RandomGenerator random = GENERATORS.create(seed * 0x9E3779B97F4A7C15L + number);
        List<String> tokens = new ArrayList<>(any(seeds, random));
        int kind = random.nextInt(4);
        if (kind == 1) {
            exchange(tokens, random);
            return String.join("", tokens);
        }
        boolean isInCharacters = kind == 0;
        for (int edits = 1 + random.nextInt(4); edits > 0 && !isInCharacters; edits--) {
            edit(tokens, random);
        }
        String text = String.join("", tokens);
        for (int edits = 1 + random.nextInt(4); edits > 0 && isInCharacters; edits--) {
            text = damaged(text, random);
        }
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    }

    private void edit(List<String> tokens, RandomGenerator random) {
        int at = random.nextInt(tokens.size() + 1);
        List<String> piece = tokens.subList(at, Math.min(tokens.size(), at + 1 + random.nextInt(12)));
        switch (random.nextInt(8)) {
            case 0 -> piece.clear();
            case 1 -> tokens.addAll(at, repeated(List.copyOf(piece), random));
            case 2 -> tokens.addAll(at, repeated(List.of(any(DISLIKED, random)), random));
            case 3 -> tokens.addAll(random.nextInt(tokens.size() + 1), List.copyOf(piece));
            case 4 -> tokens.addAll(at, line(any(seeds, random), random));
            case 5 -> replace(tokens, at, any(DISLIKED, random));
            case 6 -> Collections.shuffle(piece, new Random(random.nextLong()));
            default -> {
                List<String> source = random.nextBoolean() ? List.copyOf(tokens) : any(seeds, random);
                replace(tokens, at, source.isEmpty() ? "" : any(source, random));
            }
        }
    }

    /** A number for a number, a word for a word or a text for a text of the same network: lines keep their form. */
    private static void exchange(List<String> tokens, RandomGenerator random) {
        int start = random.nextInt(tokens.size() + 1);
        for (int at = start; at < tokens.size(); at++) {
            char first = first(tokens.get(at));
            if (first != 0) {
                List<String> alike = tokens.stream()
                        .filter(token -> first(token) == first)
                        .distinct()
                        .toList();
                tokens.set(at, any(alike, random));
                return;
            }
        }
    }

    /** 0 for a number, a for a word, a quotation mark for a text; the character 0 for anything else. */
    private static char first(String token) {
        char first = token.charAt(token.startsWith("-") ? token.length() - 1 : 0);
        return first == '"' ? first : Character.isDigit(first) ? '0' : Character.isLetter(first) ? 'a' : 0;
    }

    private static void replace(List<String> tokens, int at, String by) {
        if (at < tokens.size()) {
            tokens.set(at, by);
        } else {
            tokens.add(by);
        }
    }

    /** Any order of magnitude, mostly small ones, as long as the input stays small. */
    private static List<String> repeated(List<String> piece, RandomGenerator random) {
        int size = Math.max(1, String.join("", piece).length());
        int times = Math.min(1 << random.nextInt(1 + random.nextInt(16)), MAX_CHARACTERS / size);
        return Collections.nCopies(times, piece).stream().flatMap(List::stream).toList();
    }

    private static List<String> line(List<String> tokens, RandomGenerator random) {
        int at = random.nextInt(tokens.size() + 1);
        int start = tokens.subList(0, at).lastIndexOf("\n") + 1;
        int length = tokens.subList(at, tokens.size()).indexOf("\n");
        return tokens.subList(start, length < 0 ? tokens.size() : at + length + 1);
    }

    private static String damaged(String text, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(6));
        String inserted = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> any(DISLIKED, random);
            default -> Character.toString((char) (' ' + random.nextInt(96)));
        };
        return random.nextInt(20) == 0
                ? text.substring(0, from)
                : text.substring(0, from) + inserted + text.substring(to);
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
