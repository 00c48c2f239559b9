package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * The URL template of a {@code SegmentTemplate}, such as {@code $RepresentationID$/$Number%05d$.m4s}.
 */
final class DashTemplate {

    /** Two digits are enough for the width of any number. */
    private static final Pattern NUMBER = Pattern.compile("(Number|SubNumber|Time|Bandwidth)(?:%0([0-9]{1,2})d)?");

    private DashTemplate() {
    }

    /**
     * Whether a template results in different URLs for different representations.
     */
    static boolean dependsOnRepresentation(String template) {
        return template.contains("$RepresentationID$") || template.contains("$Bandwidth");
    }

    /**
     * One of the URLs that players create from a template.
     */
    static String fill(String template, String id, String bandwidth) {
        int open = template.indexOf('$');
        if (open < 0) {
            return template;
        }
        StringBuilder filled = new StringBuilder(template.length() + 32);
        int from = 0;
        while (open >= 0) {
            int close = template.indexOf('$', open + 1);
            if (close < 0) {
                throw Failure.ofPlaylist("a $ in a SegmentTemplate is never closed; write $$ for the character itself");
            }
            filled.append(template, from, open).append(value(template.substring(open + 1, close), id, bandwidth));
            DashWork.checkLength(filled.length());
            from = close + 1;
            open = template.indexOf('$', from);
        }
        return filled.append(template, from, template.length()).toString();
    }

    private static String value(String identifier, String id, String bandwidth) {
        if (identifier.isEmpty()) {
            return "$";
        } else if (identifier.equals("RepresentationID")) {
            return id;
        }
        Matcher number = NUMBER.matcher(identifier);
        if (!number.matches()) {
            throw Failure.ofPlaylist("a SegmentTemplate has an identifier of " + identifier.length() + " characters that DASH "
                    + "does not define. Use $RepresentationID$, $Number$, $SubNumber$, $Time$, or $Bandwidth$, with or without "
                    + "%0[width]d");
        }
        String value = number.group(1).equals("Bandwidth") ? bandwidth : "1";
        int width = number.group(2) == null ? 0 : Integer.parseInt(number.group(2));
        return "0".repeat(Math.max(0, width - value.length())) + value;
    }
}
