package dev.slipway.bench;

/**
 * One mistake put into a file.
 *
 * @param kind what sort of mistake
 * @param file its path within the program
 * @param start where the text that gives way begins, in UTF-16 code units
 * @param end where it ends
 * @param replacement what stands there instead
 */
record Mutation(Kind kind, String file, int start, int end, String replacement) {

  /** The sorts of mistake that people and language models make. */
  enum Kind {
    MISSPELT_ARGUMENT,
    MISSPELT_BLOCK,
    MISSPELT_RESOURCE_TYPE,
    MISSPELT_META_ARGUMENT,
    MISSPELT_BLOCK_OF_THE_LANGUAGE,
    MISSPELT_ATTRIBUTE_REFERENCE,
    MISSPELT_FUNCTION,
    REMOVED_ARGUMENT,
    REMOVED_BLOCK,
    REMOVED_DECLARATION,
    REMOVED_FUNCTION_ARGUMENT,
    ADDED_FUNCTION_ARGUMENT,
    ADDED_COMPUTED_ARGUMENT,
    ADDED_MODULE_INPUT,
    REPEATED_ARGUMENT,
    REPEATED_BLOCK,
    REPEATED_DECLARATION,
    LIST_FOR_VALUE,
    MAP_FOR_VALUE,
    TEXT_FOR_VALUE,
    NUMBER_FOR_VALUE,
    NULL_FOR_VALUE,
    BLOCK_FOR_VALUE,
    VALUE_FOR_BLOCK,
    IMPOSSIBLE_TEXT,
    IMPOSSIBLE_NUMBER,
    UNDECLARED_VARIABLE,
    UNDECLARED_LOCAL,
    UNDECLARED_RESOURCE,
    UNDECLARED_MODULE,
    UNDECLARED_MODULE_OUTPUT,
    UNDECLARED_PROVIDER_ALIAS,
    COUNT_ADDED,
    COUNT_REMOVED,
    INDEX_ADDED,
    EACH_OUTSIDE,
    COUNT_OUTSIDE,
    SELF_REFERENCE,
    CIRCLE_OF_LOCALS,
    WRONG_VARIABLE_TYPE,
    WRONG_VARIABLE_DEFAULT,
    ARITHMETIC_ON_TEXT,
    VARIABLE_IN_LIFECYCLE,
    UNKNOWN_IGNORED_CHANGE,
    MISSING_QUOTE,
    MISSING_BRACE,
    MISSING_EQUALS
  }

  /** The text with the mistake in it. */
  String in(String text) {
    return text.substring(0, start) + replacement + text.substring(end);
  }

  /** What was done, in one line. */
  String description(String text) {
    return file
        + ": `"
        + oneLine(text.substring(start, end))
        + "` -> `"
        + oneLine(replacement)
        + "`";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
