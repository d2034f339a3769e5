package dev.planline.wire;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says in our words what Jackson found wrong. */
final class Problems {

    static final String TOO_DEEP = "is nested too deeply; at most " + Codec.DEPTH_LIMIT + " levels are allowed";

    private Problems() {}

    static <T> Decoded.Malformed<T> describe(JacksonException failure) {
        String path = path(failure.getPath());
        return switch (failure) {
            case Refused refused -> new Decoded.Malformed<>(path, refused.getOriginalMessage());
            case InvalidTypeIdException unknown -> new Decoded.Malformed<>(child(path, "outcome"), outcome(unknown));
            case MismatchedInputException mismatch -> new Decoded.Malformed<>(path, mismatch(mismatch));
            case StreamConstraintsException beyond -> new Decoded.Malformed<>(path, beyond(beyond.getOriginalMessage()));
            case StreamReadException broken ->
                new Decoded.Malformed<>(path,
                        "is not valid JSON" + place(broken.getLocation()) + ": " + SyntaxProblem.of(broken));
            default -> new Decoded.Malformed<>(path, SyntaxProblem.of(failure));
        };
    }

    /** Jackson tells the limits of a document apart by words alone. */
    private static String beyond(String message) {
        if (message.startsWith("Number")) {
            return "holds a number of more than " + Codec.NUMBER_LIMIT + " characters";
        }
        return message.startsWith("Name") ? "holds a name of more than " + Codec.NAME_LIMIT + " characters" : TOO_DEEP;
    }

    private static String outcome(InvalidTypeIdException unknown) {
        return unknown.getTypeId() == null
                ? "is required"
                : "unknown value \"" + unknown.getTypeId() + "\"; here stands one of accepted, rejected, abandoned";
    }

    private static String mismatch(MismatchedInputException mismatch) {
        Class<?> target = mismatch.getTargetType();
        if (target == null) {
            return SyntaxProblem.of(mismatch);
        }
        return "must be " + expected(target)
                + (mismatch.getCurrentToken() == null ? "" : ", is " + Refused.kind(mismatch.getCurrentToken()));
    }

    private static String expected(Class<?> target) {
        if (target == int.class || target == Integer.class || target == long.class || target == Long.class) {
            return "a whole number within the range of " + (target == int.class || target == Integer.class ? 32 : 64) + " bits";
        }
        if (target == double.class || target == Double.class) {
            return "a number";
        }
        if (target == String.class) {
            return "a text";
        }
        return List.class.isAssignableFrom(target) ? "a list" : "an object";
    }

    private static String place(TokenStreamLocation location) {
        return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String path(List<JacksonException.Reference> references) {
        String path = "";
        for (JacksonException.Reference reference : references) {
            path = reference.getPropertyName() == null ? path + "[" + reference.getIndex() + "]" : child(path, reference.getPropertyName());
        }
        return path;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
