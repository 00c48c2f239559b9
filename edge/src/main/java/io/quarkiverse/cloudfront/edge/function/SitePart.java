package io.quarkiverse.cloudfront.edge.function;

import java.util.regex.Pattern;

/**
 * A part of a site.
 *
 * @param prefix the path of the part as viewers request it, which begins and ends with a slash
 * @param pages how the paths below the prefix lead to the files
 */
public record SitePart(String prefix, Pages pages) {

    /** The characters that a URL can contain without being encoded, except for those that end a string in a script. */
    private static final Pattern PREFIX = Pattern.compile("/(?:[!-~&&[^\"\\\\?#]]*/)?");

    /** @throws IllegalArgumentException if the prefix is not the path of a directory */
    public SitePart {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("A part of a site must be a path that begins and ends with a slash, and "
                    + "contains only ASCII characters other than spaces, quotation marks, backslashes, ?, and #");
        }
    }
}
