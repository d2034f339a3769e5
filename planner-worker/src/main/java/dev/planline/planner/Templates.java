package dev.planline.planner;

import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * All that the template planner knows.
 *
 * @param templates the more particular before the more general: of equal matches the first wins
 * @param fallback for goals that no template is for
 */
record Templates(List<Feature> features, List<Template> templates, Template fallback) {

    /** The templates that come with Planline. */
    static Templates load() {
        try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream("templates.json"), "templates.json")) {
            return switch (new Codec().decode(Templates.class, in.readAllBytes())) {
                case Decoded.Value<Templates>(Templates templates) -> templates;
                case Decoded.Malformed<Templates> malformed ->
                    throw new IllegalStateException("BUG: templates.json: " + malformed.message());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
