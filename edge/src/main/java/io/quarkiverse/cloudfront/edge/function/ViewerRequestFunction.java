package io.quarkiverse.cloudfront.edge.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@code viewer-request.js}, the script of a function in CloudFront Functions (runtime {@code cloudfront-js-2.0}) that
 * is associated with <em>viewer request</em> events. A cache behavior can have only one function for each type of event, so the
 * script consists of parts. Each part is a function that either passes the request on or answers it. Your own script can call
 * the parts in the same way.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/writing-function-code.html">Write function code</a>
 */
public final class ViewerRequestFunction {

    /** CloudFront's limit, in bytes. */
    static final int MAX_LENGTH = 10_240;

    /** The length of two keys that replace a placeholder. */
    private static final int LONGEST_KEYS = 100;

    private static final String HEAD = """
            // viewer-request.js: a function of CloudFront Functions, runtime cloudfront-js-2.0, event type viewer request.
            // Each part passes the request on, or answers it. If you have a function of your own, call the parts from it.
            """;

    /** The comments and the indentation, which are left out if the script would otherwise be too long. */
    private static final Pattern COMMENT_OR_INDENTATION = Pattern.compile("^(?: +|//.*\\n)", Pattern.MULTILINE);

    private final List<Part> parts = new ArrayList<>();
    private String imports = "";
    private String refusalPage = "";
    private int reserved;

    /**
     * @param name the name of the script's function, which takes a request and returns a request or a response
     * @param asynchronous whether the function returns a promise
     */
    private record Part(String name, String script, boolean asynchronous) {
    }

    /**
     * Makes the part that checks marks send browsers to the login when it refuses a page.
     *
     * @param deniedPage the path of the gate's page for refusals
     * @throws IllegalArgumentException if the path contains characters that must be encoded
     */
    public ViewerRequestFunction deniedPage(String deniedPage) {
        refusalPage = RefusalPage.of(deniedPage);
        return this;
    }

    /**
     * Adds the part that checks and removes marks. Add this part before the others, so that they do not see marks. The function
     * must be associated with the key value store of the revocations.
     *
     * @param required whether requests without a mark are refused
     */
    public ViewerRequestFunction marks(List<MarkKey> keys, boolean required) {
        return addMarks(String.valueOf(required),
                keys.stream().map(key -> "'" + key.encoded() + "'").collect(Collectors.joining(", ")));
    }

    /**
     * Adds the part that checks and removes marks, with placeholders for its settings. The tool that deploys the script
     * replaces them.
     *
     * @param required the placeholder for {@code true} or {@code false}
     * @param keys the placeholder for one {@link MarkKey#encoded() encoded} key, or for two with {@code ', '} between them
     */
    public ViewerRequestFunction marksLater(String required, String keys) {
        reserved = LONGEST_KEYS;
        return addMarks(required, "'" + keys + "'");
    }

    private ViewerRequestFunction addMarks(String required, String keys) {
        imports = "\nimport crypto from 'crypto';\nimport cf from 'cloudfront';\n";
        parts.add(new Part("marks", """
                // The keys check marks. Do not publish them.
                const MARKS = {required: %s, keys: [%s]};
                const STORE = cf.kvs();

                """.formatted(required, keys) + script("marks.js"), true));
        return this;
    }

    /**
     * Adds the part that answers links that open a directory. Add this part after the part that checks marks, and before the
     * part that finds the files of pages.
     */
    public ViewerRequestFunction directories() {
        parts.add(new Part("directories", script("directories.js"), false));
        return this;
    }

    /** Adds the part that finds the files of pages, unless all paths of the site are files. */
    public ViewerRequestFunction pages(Site site) {
        if (!site.parts().isEmpty()) {
            parts.add(new Part("pages", constant(site) + script("pages.js"), false));
        }
        return this;
    }

    private static String constant(Site site) {
        return site.parts().stream()
                .map(part -> "    {prefix: \"" + part.prefix() + "\", pages: \"" + part.pages().name().toLowerCase(Locale.ROOT)
                        + "\"}")
                .collect(Collectors.joining(",\n", "const PAGES = [\n", "\n];\n\n"));
    }

    /** Whether the script has any parts, so that the distribution needs the function. */
    public boolean isNeeded() {
        return !parts.isEmpty();
    }

    /**
     * The script, in ASCII. If the script would be too long, indentation and most comments are left out.
     *
     * @throws IllegalStateException if the script is longer than CloudFront allows
     */
    public String script() {
        StringBuilder script = new StringBuilder(HEAD).append(imports);
        if (!imports.isEmpty()) {
            script.append("\nconst REFUSAL_PAGE = '").append(refusalPage).append("';\n");
        }
        if (parts.stream().anyMatch(part -> !part.name().equals("pages"))) {
            script.append("\nconst MARK_COOKIE = '").append(imports.isEmpty() ? "" : MarkCheck.COOKIE).append("';\n\n")
                    .append(script("query.js"));
        }
        parts.forEach(part -> script.append('\n').append(part.script()));
        script.append('\n').append(parts.stream().anyMatch(Part::asynchronous) ? "async " : "")
                .append("function handler(event) {\n    let result = event.request;\n");
        for (Part part : parts) {
            script.append("    result = ").append(part.asynchronous() ? "await " : "").append(part.name())
                    .append("(result);\n    if (result.statusCode) {\n        return result;\n    }\n");
        }
        String whole = script.append("    return result;\n}\n").toString();
        if (whole.length() + reserved > MAX_LENGTH) {
            whole = HEAD + COMMENT_OR_INDENTATION.matcher(whole).replaceAll("");
        }
        if (whole.length() + reserved > MAX_LENGTH) {
            throw new IllegalStateException("The function for viewer requests has " + (whole.length() + reserved)
                    + " bytes, but CloudFront only allows " + MAX_LENGTH + ". Use fewer or shorter paths for the parts of the "
                    + "site");
        }
        return whole;
    }

    private static String script(String name) {
        try (InputStream file = Objects.requireNonNull(ViewerRequestFunction.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
