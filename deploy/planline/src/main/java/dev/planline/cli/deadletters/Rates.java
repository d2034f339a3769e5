package dev.planline.cli.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads rates such as 100/s or 0.5. */
final class Rates implements ITypeConverter<Double> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(?:/s)?");

    @Override
    public Double convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            throw new TypeConversionException("'" + value + "' is not a rate above zero such as 100/s or 0.5/s");
        }
        return Double.parseDouble(matcher.group(1));
    }
}
