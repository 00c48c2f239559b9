package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.util.Set;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Finds where the property belongs among the children of a manifest's root, and how that place is indented.
 */
final class DashPlace {

    /** Elements after which, according to the schema, only properties and optional elements may follow. */
    private static final Set<String> BEFORE = Set.of("Period", "Metrics");

    private final String text;
    private final DashQueryInfo queryInfo;
    private int start;
    private int lastStart = -1;
    private int lastEnd;

    DashPlace(String text, DashQueryInfo queryInfo) {
        this.queryInfo = queryInfo;
        this.text = text;
    }

    void beginChild(int at) {
        start = at;
    }

    void endChild(String name, int at) {
        if (BEFORE.contains(name)) {
            lastStart = start;
            lastEnd = at;
        }
    }

    /**
     * @param prefix the prefix of the root
     */
    Insertion insertion(String prefix) {
        if (lastStart < 0) {
            throw Failure.ofPlaylist("the DASH manifest does not have a Period, so there is nothing to play");
        }
        int indentation = lastStart;
        while (text.charAt(indentation - 1) == ' ' || text.charAt(indentation - 1) == '\t') {
            indentation--;
        }
        int newLine = indentation;
        if (text.charAt(newLine - 1) == '\n') {
            newLine--;
        }
        if (text.charAt(newLine - 1) == '\r') {
            newLine--;
        }
        if (newLine == indentation) {
            return new Insertion(lastEnd, queryInfo.text(prefix, "", ""));
        }
        return new Insertion(lastEnd, queryInfo.text(prefix, text.substring(newLine, lastStart),
                text.substring(indentation, lastStart)));
    }

    /**
     * Text that must be inserted into a manifest.
     *
     * @param at the index in the manifest's bytes, counted from the end of its byte order mark
     */
    record Insertion(int at, String text) {
    }
}
