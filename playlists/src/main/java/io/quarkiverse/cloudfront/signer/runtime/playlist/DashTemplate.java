package io.quarkiverse.cloudfront.signer.runtime.playlist;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.url.Refusal;

/**
 * The URL template of a {@code SegmentTemplate}, such as {@code $RepresentationID$/$Number%05d$.m4s}.
 */
final class DashTemplate {

    private DashTemplate() {
    }

    /**
     * Whether it results in different URLs for different representations.
     */
    static boolean dependsOnRepresentation(String template) {
        return template.contains("$RepresentationID$") || template.contains("$Bandwidth");
    }

    /**
     * One of the URLs that players create from it.
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
                throw Refusal.ofPlaylist("a $ in a SegmentTemplate is never closed; write $$ for the character itself");
            }
            filled.append(template, from, open).append(value(template.substring(open + 1, close), id, bandwidth));
            DashWork.checkLength(filled.length());
            from = close + 1;
            open = template.indexOf('$', from);
        }
        return filled.append(template, from, template.length()).toString();
    }

    private static String value(String identifier, String id, String bandwidth) {
        int format = identifier.indexOf('%');
        String name = format < 0 ? identifier : identifier.substring(0, format);
        String width = format < 0 ? "" : identifier.substring(format);
        if (name.equals("RepresentationID") && width.isEmpty()) {
            return id;
        } else if (identifier.isEmpty()) {
            return "$";
        }
        String value = switch (name) {
            case "Number", "SubNumber", "Time" -> "1";
            case "Bandwidth" -> bandwidth;
            default -> throw unknown(identifier);
        };
        return "0".repeat(Math.max(0, width(identifier, width) - value.length())) + value;
    }

    private static int width(String identifier, String format) {
        if (format.isEmpty()) {
            return 0;
        }
        // two digits are enough for any number
        int digits = format.length() - "%0d".length();
        if (!format.startsWith("%0") || !format.endsWith("d") || digits < 1 || digits > 2) {
            throw unknown(identifier);
        }
        int width = 0;
        for (int i = 2; i < format.length() - 1; i++) {
            if (format.charAt(i) < '0' || format.charAt(i) > '9') {
                throw unknown(identifier);
            }
            width = width * 10 + format.charAt(i) - '0';
        }
        return width;
    }

    private static CloudFrontSignerException unknown(String identifier) {
        return Refusal.ofPlaylist("a SegmentTemplate has an identifier of " + identifier.length() + " characters that is none "
                + "of $RepresentationID$, $Number$, $SubNumber$, $Time$ and $Bandwidth$, with %0[width]d or without");
    }
}
