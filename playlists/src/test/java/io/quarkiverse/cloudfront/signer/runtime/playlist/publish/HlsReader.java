package io.quarkiverse.cloudfront.signer.runtime.playlist.publish;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a playlist as a small player that follows the specification of HLS, and finds its URIs with their variables replaced.
 * It shares no code with the conversion, and does not tolerate mistakes.
 */
final class HlsReader {

    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"([^\"\r\n]*)\"|[^\",\\s]+)(,|$)");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\$([a-zA-Z0-9_-]+)\\}");
    private static final List<String> URIS = List.of("URI", "X-ASSET-URI", "X-ASSET-LIST", "SERVER-URI");

    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> parent;
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> uris = new ArrayList<>();
    private int version = 1;
    private int needed = 1;

    /**
     * @param url of the playlist, as requested
     * @param parent the variables of the multivariant playlist
     */
    HlsReader(String url, Map<String, String> parent) {
        this.parent = parent;
        for (String pair : url.substring(url.indexOf('?') + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.putIfAbsent(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
    }

    Map<String, String> variables() {
        return variables;
    }

    /**
     * @return the URIs, in the order of the text
     */
    List<String> read(byte[] playlist) {
        String text = new String(playlist, StandardCharsets.ISO_8859_1);
        String[] lines = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3).split("\r?\n") : text.split("\r?\n");
        check(lines[0].equals("#EXTM3U"), "no header");
        for (String line : lines) {
            if (line.startsWith("#EXT")) {
                readTag(line);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                uris.add(expanded(line));
            }
        }
        check(version >= needed, "version " + version + ", but " + needed + " is needed");
        return uris;
    }

    private void readTag(String line) {
        int colon = line.indexOf(':');
        String tag = colon < 0 ? line : line.substring(0, colon);
        String value = line.substring(colon + 1);
        switch (tag) {
            case "#EXT-X-VERSION" -> {
                check(version == 1, "two versions");
                version = Integer.parseInt(value);
            }
            case "#EXT-X-DEFINE" -> define(attributes(value));
            case "#EXT-X-PREFETCH" -> uris.add(expanded(value));
            case "#EXT-X-MEDIA", "#EXT-X-I-FRAME-STREAM-INF", "#EXT-X-IMAGE-STREAM-INF", "#EXT-X-SESSION-DATA",
                    "#EXT-X-SESSION-KEY", "#EXT-X-CONTENT-STEERING", "#EXT-X-MAP", "#EXT-X-KEY", "#EXT-X-PART",
                    "#EXT-X-PRELOAD-HINT", "#EXT-X-RENDITION-REPORT", "#EXT-X-DATERANGE", "#EXT-X-STREAM-INF" ->
                attributes(value).forEach((name, each) -> {
                    if (URIS.contains(name)) {
                        uris.add(expanded(each));
                    }
                });
            default -> {
                // a tag without a URI
            }
        }
    }

    private static Map<String, String> attributes(String list) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(list);
        int at = 0;
        while (at < list.length()) {
            check(matcher.find(at) && matcher.start() == at, "not an attribute list: " + list);
            String value = matcher.group(3) == null ? matcher.group(2) : matcher.group(3);
            check(attributes.put(matcher.group(1), value) == null, "an attribute twice: " + list);
            at = matcher.end();
        }
        return attributes;
    }

    private void define(Map<String, String> attributes) {
        needed = Math.max(needed, attributes.containsKey("QUERYPARAM") ? 11 : 8);
        String name;
        String value;
        if (attributes.containsKey("NAME")) {
            name = attributes.get("NAME");
            value = expanded(attributes.get("VALUE"));
        } else if (attributes.containsKey("IMPORT")) {
            name = attributes.get("IMPORT");
            value = parent.get(name);
        } else {
            name = attributes.get("QUERYPARAM");
            value = query.get(name);
            check(value == null || !value.isEmpty(), "the query has no value for " + name);
        }
        check(value != null, "no value for " + name);
        check(variables.put(name, value) == null, name + " is declared twice");
    }

    private String expanded(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String value = variables.get(reference.group(1));
            check(value != null, reference.group(1) + " is not declared");
            return Matcher.quoteReplacement(value);
        });
    }

    private static void check(boolean valid, String otherwise) {
        if (!valid) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
