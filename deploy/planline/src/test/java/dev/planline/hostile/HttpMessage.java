package dev.planline.hostile;

import dev.planline.testkit.hostile.Target.Input;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What can be said of bytes that may be a request of HTTP. */
final class HttpMessage {

    private static final Pattern LINE = Pattern.compile("[A-Z]{1,20} /[!-~]* HTTP/1\\.[01]");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+: ?[!-~]([ -~]*[!-~])?");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ?(\\d{1,9})");
    private static final Pattern SPECIAL = Pattern.compile("(?i)(transfer-encoding|expect|upgrade):.*");

    /** At 380 KiB, by its own way of counting, the JDK's server closes the connection without an answer. */
    private static final int LONGEST_HEAD = 350 << 10;

    private HttpMessage() {}

    /** A request without a body, which nobody keeps waiting for another. */
    static Input get(String address) {
        return Input.of("GET " + address + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    /** A request with a body. */
    static Input post(String address, byte[] body) {
        byte[] head = ("POST " + address + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return Input.of(whole);
    }

    /**
     * Whether it is one whole request and nothing more, so that it has to be answered. Only the plainest are told: of what is left a server may
     * think what it likes.
     */
    static boolean isWhole(Input request) {
        String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || end > LONGEST_HEAD) {
            return false;
        }
        List<String> lines = List.of(text.substring(0, end).split("\r\n", -1));
        List<String> headers = lines.subList(1, lines.size());
        if (!LINE.matcher(lines.getFirst()).matches() || !headers.stream().allMatch(line -> HEADER.matcher(line).matches())
                || headers.stream().anyMatch(line -> SPECIAL.matcher(line).matches())) {
            return false;
        }
        List<String> lengths = headers.stream().filter(line -> line.regionMatches(true, 0, "content-length", 0, 14)).toList();
        int body = text.length() - end - 4;
        if (lengths.isEmpty()) {
            return body == 0;
        }
        var length = LENGTH.matcher(lengths.getFirst());
        return lengths.size() == 1 && length.matches() && Integer.parseInt(length.group(1)) == body;
    }
}
