package dev.planline.cli.console;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** How the values of a file are told from each other. */
public enum Splitter {
    /** One a line; blank lines are passed over. */
    LINES("lines", "one JSON object a line") {
        @Override
        void split(InputStream input, Piece receiver) throws IOException {
            var reader = new BufferedReader(new InputStreamReader(input, utf8()));
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    receiver.accept(number, line);
                }
            }
        }
    },

    /** JSON objects over any number of lines: one alone, one after the other, or as a list. */
    OBJECTS("documents", "a JSON object, several, or a list of them") {
        @Override
        void split(InputStream input, Piece receiver) throws IOException {
            new ObjectFinder(new BufferedInputStream(input), receiver).split();
        }
    };

    private final String noun;
    private final String form;

    Splitter(String noun, String form) {
        this.noun = noun;
        this.form = form;
    }

    /** What the values are called. */
    String noun() {
        return noun;
    }

    /** What a file is to hold. */
    String form() {
        return form;
    }

    abstract void split(InputStream input, Piece receiver) throws IOException;

    /** Takes the text of a value and the line that it begins on. */
    @FunctionalInterface
    interface Piece {
        void accept(long line, String text) throws IOException;
    }

    private static CharsetDecoder utf8() {
        return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    }

    /** Finds where objects begin and end, without reading them; what stands between them is handed over too, since it is bad. */
    private static final class ObjectFinder {

        private final InputStream input;
        private final Piece receiver;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
        private long line = 1;
        private long begin = 1;
        private int depth;
        private int lists;
        private boolean quoted;
        private boolean escaped;

        ObjectFinder(InputStream input, Piece receiver) {
            this.input = input;
            this.receiver = receiver;
        }

        void split() throws IOException {
            for (int sign = input.read(); sign >= 0; sign = input.read()) {
                take(sign);
                line += sign == '\n' ? 1 : 0;
            }
            hand();
        }

        private void take(int sign) throws IOException {
            if (piece.size() == 0) {
                boolean list = sign == '[' && lists++ == 0;
                boolean end = sign == ']' && lists == 1;
                if (sign <= ' ' || sign == ',' || list || end) {
                    return;
                }
                begin = line;
            }
            piece.write(sign);
            if (quoted) {
                quoted = escaped || sign != '"';
                escaped = !escaped && sign == '\\';
                return;
            }
            switch (sign) {
                case '"' -> quoted = true;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                }
            }
            if (depth <= 0 && (sign == '}' || sign == '\n')) {
                hand();
            }
        }

        private void hand() throws IOException {
            if (piece.size() > 0) {
                receiver.accept(begin, utf8().decode(ByteBuffer.wrap(piece.toByteArray())).toString());
            }
            piece.reset();
            depth = 0;
            quoted = false;
            escaped = false;
        }
    }
}
