package org.onnxnet.scoreboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * How a {@link Worker} and its process talk: one line with tabs for a request, and for its answer a line that begins with
 * {@value #ANSWER}. Whatever else a tool prints is ignored.
 */
final class Protocol {
    static final String ANSWER = "answer ";

    private Protocol() {}

    @FunctionalInterface
    interface Handler {
        String answer(String[] request) throws IOException;
    }

    /** Answers until the other side goes away. */
    static void serve(Handler handler) throws IOException {
        PrintStream answers = System.out;
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String answer;
            try {
                answer = handler.answer(line.split("\t", -1));
            } catch (IOException | RuntimeException e) {
                answer = "error " + e;
            }
            answers.println(ANSWER + answer.replaceAll("[\\r\\n]+", " "));
        }
    }
}
