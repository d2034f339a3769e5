package dev.planline.sink.pool;

import dev.planline.model.InvalidField;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a list ordered by time, newest first, then by the place on the log, last first. Since it names the last item seen and not a number of items,
 * insertions neither repeat nor hide anything that was there when the list was begun.
 */
record Cursor(long at, long place) {

    static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int split = plain.indexOf('|');
            return new Cursor(Long.parseLong(plain.substring(0, Math.max(0, split))), Long.parseLong(plain.substring(split + 1)));
        } catch (IllegalArgumentException e) {
            throw new InvalidField("cursor", "is not a cursor that a page named");
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + place).getBytes(StandardCharsets.UTF_8));
    }
}
