package dev.planline.model;

/** A value that its record does not allow: names the field and says what would be allowed. */
public final class InvalidField extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * @param field name of the record component, as on the wire
     * @param problem what is wrong and what would be right, without the field's name
     */
    public InvalidField(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
        this.problem = problem;
    }

    /** Name of the record component, as on the wire. */
    public String field() {
        return field;
    }

    /** What is wrong and what would be right, without the field's name. */
    public String problem() {
        return problem;
    }
}
