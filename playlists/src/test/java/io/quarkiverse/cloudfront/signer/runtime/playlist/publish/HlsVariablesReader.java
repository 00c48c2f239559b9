package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the variables in all lines of a playlist as RFC 8216bis specifies, and tolerates everything else. It shares no code
 * with the conversion.
 */
public final class HlsVariablesReader {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\$([a-zA-Z0-9_-]+)\\}");
    private static final Pattern ATTRIBUTE = Pattern.compile("(NAME|VALUE|IMPORT|QUERYPARAM)=\"([^\"]*)\"");

    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> parent;
    private final Map<String, String> variables = new HashMap<>();

    /**
     * @param url of the playlist, as requested
     * @param parent the variables of the multivariant playlist
     */
    public HlsVariablesReader(String url, Map<String, String> parent) {
        this.parent = parent;
        for (String pair : url.substring(url.indexOf('?') + 1).split("&")) {
            query.put(pair.split("=")[0], URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
    }

    public String replaceIn(String playlist) {
        StringBuilder replaced = new StringBuilder();
        for (String line : playlist.split("\n")) {
            if (line.startsWith("#EXT-X-DEFINE:")) {
                define(line);
            }
            replaced.append(replace(line)).append('\n');
        }
        return replaced.toString();
    }

    private void define(String line) {
        Map<String, String> attributes = new HashMap<>();
        ATTRIBUTE.matcher(line).results().forEach(each -> attributes.put(each.group(1), each.group(2)));
        if (attributes.containsKey("NAME")) {
            variables.putIfAbsent(attributes.get("NAME"), replace(attributes.getOrDefault("VALUE", "")));
        } else if (attributes.containsKey("IMPORT")) {
            variables.put(attributes.get("IMPORT"), parent.getOrDefault(attributes.get("IMPORT"), ""));
        } else {
            variables.putIfAbsent(attributes.get("QUERYPARAM"), query.getOrDefault(attributes.get("QUERYPARAM"), ""));
        }
    }

    private String replace(String line) {
        return REFERENCE.matcher(line).replaceAll(each -> Matcher.quoteReplacement(
                variables.getOrDefault(each.group(1), each.group())));
    }
}
