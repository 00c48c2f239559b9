package io.quarkiverse.cloudfront.signer.runtime.config.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;

/**
 * All equivalent forms of a property's name: with and without quotes around the name of a signer or a gate, and around a key
 * pair ID.
 *
 * @param all all forms; the form with all quotes comes first
 */
record PropertyForms(List<String> all) {

    /** Names that mean the same with and without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    /**
     * The forms of a name. A name with unknown segments only has the form in which it was written, so that Quarkus shows this
     * form when it warns of the name.
     *
     * @param name the name of a property of this extension
     */
    static PropertyForms of(String name) {
        List<String> forms = List.of("");
        boolean first = true;
        boolean named = true;
        int start = SignerProperties.PREFIX.length();
        for (int end; (end = end(name, start)) < name.length(); start = end + 1) {
            String segment = name.substring(start, end);
            boolean group = SignerProperties.GROUPS.contains(segment);
            if (!named && !group) {
                return new PropertyForms(List.of(name));
            }
            forms = named && !(first && group) ? quoted(forms, segment, first) : append(forms, segment);
            named = segment.equals("keys") || first && segment.equals("gate");
            first = false;
        }
        List<String> all = new ArrayList<>(forms.size());
        for (String form : forms) {
            all.add(SignerProperties.PREFIX + form + name.substring(start));
        }
        return new PropertyForms(all);
    }

    /**
     * The index of the dot after the segment, or the length of the name.
     */
    private static int end(String name, int start) {
        boolean quotes = false;
        for (int i = start; i < name.length(); i++) {
            if (name.charAt(i) == '"') {
                quotes = !quotes;
            } else if (name.charAt(i) == '.' && !quotes) {
                return i;
            }
        }
        return name.length();
    }

    private static List<String> quoted(List<String> forms, String segment, boolean signer) {
        boolean quotes = segment.length() > 1 && segment.startsWith("\"") && segment.endsWith("\"");
        String plain = quotes ? segment.substring(1, segment.length() - 1) : segment;
        if (!PLAIN.matcher(plain).matches() || signer && SignerProperties.GROUPS.contains(plain)) {
            return append(forms, segment);
        }
        List<String> both = new ArrayList<>(append(forms, '"' + plain + '"'));
        both.addAll(append(forms, plain));
        return both;
    }

    private static List<String> append(List<String> forms, String segment) {
        List<String> appended = new ArrayList<>(forms.size());
        for (String form : forms) {
            appended.add(form + segment + '.');
        }
        return appended;
    }

    String quoted() {
        return all.get(0);
    }
}
