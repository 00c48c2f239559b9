package io.quarkiverse.cloudfront.signer.runtime.text;

/**
 * The part of a text that a URL can be in.
 */
enum Place {
    /** Between tags. */
    WORDS,
    /** In a tag, and not in the value of an attribute. */
    TAG,
    /** A value with several URLs, which white space separates. */
    LIST,
    /** A value with other text. */
    VALUE,
    /** A value that is one URL. */
    URL,
    /** A comment, or an element whose content is not markup. */
    OPAQUE,
    /** The rest of a text that is not clear. */
    UNCLEAR
}
