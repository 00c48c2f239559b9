package io.quarkiverse.cloudfront.signer.runtime.playlist.hls;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * The variables that the lines of one playlist have declared so far. The values of some are in the playlist ({@code NAME} and
 * {@code VALUE}). Only the player knows the values of the others, which come from the multivariant playlist ({@code IMPORT}) or
 * from the playlist's URL ({@code QUERYPARAM}).
 */
public final class HlsVariables {

    static final String OPEN = "{$";
    static final String CLOSE = "}";

    private static final int MOST = 256;
    private static final int MOST_CHARACTERS = 1 << 16;

    private static final String NAME = "NAME";
    private static final String VALUE = "VALUE";
    private static final String IMPORT = "IMPORT";
    private static final String QUERYPARAM = "QUERYPARAM";
    private static final Set<String> ATTRIBUTES = Set.of(NAME, VALUE, IMPORT, QUERYPARAM);

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private record Variable(Text value, boolean queryParameter) {
    }

    private final Map<String, Variable> declared = new HashMap<>();
    private final HlsWork work;
    private int characters;

    public HlsVariables(HlsWork work) {
        this.work = work;
    }

    public static boolean areIn(String text) {
        return text.contains(OPEN);
    }

    /**
     * @param line an {@code EXT-X-DEFINE} tag
     * @throws CloudFrontSignerException if the tag is malformed, or declares a variable again
     */
    public void declare(String line) {
        Map<String, String> attributes = new HashMap<>();
        new HlsAttributes(line).rewrite(ATTRIBUTES::contains, (name, value) -> {
            attributes.put(name, value);
            return null;
        });
        if (attributes.keySet().equals(Set.of(NAME, VALUE))) {
            Text value = expand(attributes.getOrDefault(VALUE, ""));
            declare(attributes.get(NAME), new Variable(value, false));
        } else if (attributes.keySet().equals(Set.of(IMPORT))) {
            declarePlayers(attributes.get(IMPORT), false);
        } else if (attributes.keySet().equals(Set.of(QUERYPARAM))) {
            declarePlayers(attributes.get(QUERYPARAM), true);
        } else {
            throw Failure.ofPlaylist("EXT-X-DEFINE must have either NAME and VALUE, or IMPORT, or QUERYPARAM");
        }
    }

    /**
     * Declares a variable as an {@code EXT-X-DEFINE} tag with {@code QUERYPARAM} would.
     */
    public void declareQueryParameter(String name) {
        declarePlayers(name, true);
    }

    private void declarePlayers(@Nullable String name, boolean queryParameter) {
        declare(name, new Variable(new Text(OPEN + name + CLOSE, "x", 0), queryParameter));
    }

    private void declare(@Nullable String name, Variable variable) {
        if (name == null || !VARIABLE.matcher(name).matches()) {
            throw Failure.ofPlaylist("EXT-X-DEFINE declares a variable whose name does not consist of 1 to 100 letters, "
                    + "digits, - and _");
        } else if (declared.put(name, variable) != null) {
            throw Failure.ofPlaylist("EXT-X-DEFINE declares the variable " + name + " again; remove one of the two "
                    + "declarations");
        }
        characters += variable.value.text().length();
        if (declared.size() > MOST || characters > MOST_CHARACTERS) {
            throw Failure.ofPlaylist("the playlist declares more than " + MOST + " variables, or values of more than "
                    + MOST_CHARACTERS + " characters");
        }
    }

    public boolean isDeclared(String name) {
        return declared.containsKey(name);
    }

    public boolean isQueryParameter(String name) {
        Variable variable = declared.get(name);
        return variable != null && variable.queryParameter;
    }

    /**
     * Replaces the variables in a URI. One pass is enough, because values were expanded when they were declared.
     *
     * @throws CloudFrontSignerException if a variable has not been declared before
     */
    public Text expand(String raw) {
        int open = raw.indexOf(OPEN);
        if (open < 0) {
            return Text.of(raw);
        }
        StringBuilder text = new StringBuilder(raw.length() + 100);
        // equal to the text up to the first value that only the player knows
        StringBuilder sample = text;
        int known = -1;
        int from = 0;
        while (open >= 0) {
            int close = raw.indexOf(CLOSE, open);
            Text value = value(raw.substring(open + OPEN.length(), Math.max(close, open + OPEN.length())));
            work.count(value.text().length());
            text.append(raw, from, open);
            if (known < 0 && !value.isComplete()) {
                known = text.length() + value.known();
                sample = new StringBuilder(text);
            } else if (known >= 0) {
                sample.append(raw, from, open);
            }
            text.append(value.text());
            if (known >= 0) {
                sample.append(value.sample());
            }
            checkLength(text.length());
            from = close + CLOSE.length();
            open = raw.indexOf(OPEN, from);
        }
        checkLength(text.length() + raw.length() - from);
        text.append(raw, from, raw.length());
        if (known < 0) {
            return Text.of(text.toString());
        }
        sample.append(raw, from, raw.length());
        return new Text(text.toString(), sample.toString(), known);
    }

    private Text value(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw Failure.ofPlaylist("there is a {$ that does not begin a variable such as {$name}");
        }
        Variable variable = declared.get(name);
        if (variable == null) {
            throw Failure.ofPlaylist("the variable {$" + name + "} is not declared on an earlier line; add an EXT-X-DEFINE "
                    + "tag");
        }
        return variable.value;
    }

    private static void checkLength(int length) {
        if (length > DefaultSignedPolicy.LONGEST_URL) {
            throw Failure.ofPlaylist(
                    "its variables make it longer than the " + DefaultSignedPolicy.LONGEST_URL + " characters that CloudFront "
                            + "accepts");
        }
    }

    /**
     * A URI of a playlist, or the value of a variable, in which all variables with known values are replaced.
     *
     * @param text the text, which still contains the variables that only the player can replace
     * @param sample the text with a letter in place of each of these variables
     * @param known the number of characters before the first of these variables
     */
    public record Text(String text, String sample, int known) {

        static Text of(String text) {
            return new Text(text, text, text.length());
        }

        /**
         * Whether all variables are replaced.
         */
        public boolean isComplete() {
            return known == text.length();
        }

        /**
         * The text before the first variable that is not replaced.
         */
        public String knownPart() {
            return text.substring(0, known);
        }

        /**
         * The name of the first variable that is not replaced.
         */
        public String unknownVariable() {
            return text.substring(known + HlsVariables.OPEN.length(), text.indexOf(HlsVariables.CLOSE, known));
        }
    }
}
