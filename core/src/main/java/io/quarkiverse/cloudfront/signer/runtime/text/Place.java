package io.quarkiverse.cloudfront.signer.runtime.text;

/**
 * The part of a text in which a URL can be.
 */
enum Place {
    /** Between tags. */
    WORDS,
    /** In a tag, but not in the value of an attribute. */
    TAG,
    /** A value with several URLs that are separated by white space. */
    LIST,
    /** A value that can contain other text. */
    VALUE,
    /** A value that is one URL. */
    URL,
    /** A comment, or an element whose content is not markup. */
    OPAQUE,
    /** The rest of a text whose structure has become unclear. */
    UNCLEAR
}
