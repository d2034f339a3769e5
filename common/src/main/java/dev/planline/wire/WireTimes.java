package dev.planline.wire;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads times: in the form of ISO 8601 that {@link Instant#parse} knows, and in no other. Jackson's own reader also takes numbers in quotes. */
final class WireTimes extends ValueDeserializer<Instant> {

    /** More than the longest time has, with its offset; nothing longer is looked at. */
    private static final int LONGEST = 50;

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING) || parser.getString().length() > LONGEST) {
            throw refused(parser);
        }
        try {
            return Instant.parse(parser.getString());
        } catch (DateTimeException e) {
            throw refused(parser);
        }
    }

    private static Refused refused(JsonParser parser) {
        return new Refused(parser, "must be a time such as \"2026-12-01T00:00:00Z\", is " + Refused.kind(parser.currentToken()));
    }
}
