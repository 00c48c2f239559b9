package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads manifests exactly as ISO/IEC 23009-1 specifies, without the code under test, and returns the URLs that a player
 * requests.
 */
final class DashPlayer {

    private static final String DASH = "urn:mpeg:dash:schema:mpd:2011";
    private static final String TEMPLATE = "SegmentTemplate";
    private static final Pattern IDENTIFIER = Pattern.compile("\\$([^$]*)\\$");

    private final String url;
    private final Element mpd;
    private final Set<String> requests = new HashSet<>();

    DashPlayer(String url, byte[] manifest) throws Exception {
        this.url = url;
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(manifest));
        this.mpd = document.getDocumentElement();
    }

    /** All URLs that a player requests according to Annex I.2 of the standard. */
    Set<String> requests() {
        Element info = info("urn:mpeg:dash:schema:urlparam:2014", "UrlQueryInfo");
        return requests(fill(info.getAttribute("queryTemplate"), name -> name.equals("querypart") ? query()
                : parameters().getOrDefault(name.substring("query:".length()), "")));
    }

    /** Like dash.js 5.2, which reads the other form, and only if it passes on the whole query. */
    Set<String> requestsOfDashJs() {
        Element info = info("urn:mpeg:dash:schema:urlparam:2016", "ExtUrlQueryInfo");
        return requests(info.getAttribute("queryTemplate").equals("$querypart$") ? query() : "");
    }

    /**
     * Like Shaka Player 5.2, if it also added the query to files that are only addressed by a {@code BaseURL}. It splits the
     * template into names and values. If the template is the whole query, it encodes the ~.
     */
    Set<String> requestsOfShakaPlayer() {
        Element info = info("urn:mpeg:dash:schema:urlparam:2014", "UrlQueryInfo");
        List<String> parts = new ArrayList<>();
        for (String part : info.getAttribute("queryTemplate").split("&")) {
            Matcher matcher = Pattern.compile("\\$query:(.*?)\\$").matcher(part);
            if (part.equals("$querypart$")) {
                parts.add(query().replace("~", "%7E"));
            } else if (matcher.find()) {
                String value = parameters().get(matcher.group(1));
                parts.add(value == null ? "" : matcher.group(1) + "=" + value);
            } else {
                parts.add(part);
            }
        }
        parts.removeIf(String::isEmpty);
        return requests(String.join("&", parts));
    }

    private Element info(String namespace, String name) {
        List<Element> infos = new ArrayList<>();
        for (Element property : children(mpd, "EssentialProperty")) {
            if (property.getAttribute("schemeIdUri").equals("urn:mpeg:dash:urlparam:2014")) {
                infos.add((Element) property.getElementsByTagNameNS(namespace, name).item(0));
            }
        }
        if (infos.size() != 1 || !infos.get(0).getAttribute("useMPDUrlQuery").equals("true")) {
            throw new AssertionError("The manifest has " + infos.size() + " infos");
        }
        return infos.get(0);
    }

    private String query() {
        return url.substring(url.indexOf('?') + 1);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query().split("&")) {
            parameters.putIfAbsent(parameter.substring(0, parameter.indexOf('=')),
                    parameter.substring(parameter.indexOf('=') + 1));
        }
        return parameters;
    }

    private Set<String> requests(String query) {
        requests.clear();
        List<String> bases = bases(List.of(url.substring(0, url.indexOf('?'))), mpd);
        for (Element period : children(mpd, "Period")) {
            List<String> periodBases = bases(bases, period);
            for (Element set : children(period, "AdaptationSet")) {
                List<String> setBases = bases(periodBases, set);
                for (Element representation : children(set, "Representation")) {
                    read(bases(setBases, representation), representation, set, period);
                }
            }
        }
        Set<String> signed = new HashSet<>();
        for (String request : requests) {
            signed.add(query.isEmpty() ? request : request + (request.contains("?") ? "&" : "?") + query);
        }
        return signed;
    }

    /** Alternatives, of which a player may use any. */
    private static List<String> bases(List<String> outer, Element level) {
        List<Element> own = children(level, "BaseURL");
        if (own.isEmpty()) {
            return outer;
        }
        List<String> bases = new ArrayList<>();
        for (String base : outer) {
            for (Element element : own) {
                bases.add(URI.create(base).resolve(element.getTextContent().strip()).toString());
            }
        }
        return bases;
    }

    /** @param levels from the innermost to the outermost */
    private void read(List<String> bases, Element... levels) {
        Element representation = levels[0];
        UnaryOperator<String> identifiers = name -> switch (name.replaceAll("%0\\d+d$", "")) {
            case "" -> "$";
            case "RepresentationID" -> representation.getAttribute("id");
            case "Bandwidth" -> representation.getAttribute("bandwidth");
            case "Number", "Time" -> "42";
            default -> throw new AssertionError(name);
        };
        boolean addressed = false;
        for (String name : List.of("media", "initialization", "index")) {
            String template = attribute(name, TEMPLATE, levels);
            addressed |= template != null;
            request(bases, template == null ? null : fill(template, identifiers));
        }
        for (Element list : inherited("SegmentList", levels)) {
            addressed = true;
            for (Element segment : children(list, "SegmentURL")) {
                request(bases, segment.hasAttribute("media") ? segment.getAttribute("media") : "");
                request(bases, segment.hasAttribute("index") ? segment.getAttribute("index") : null);
            }
        }
        for (String container : List.of("SegmentBase", "SegmentList", TEMPLATE)) {
            for (Element element : inherited(container, levels)) {
                for (String name : List.of("Initialization", "RepresentationIndex", "BitstreamSwitching")) {
                    for (Element child : children(element, name)) {
                        request(bases, child.getAttribute("sourceURL"));
                    }
                }
            }
        }
        if (!addressed) {
            // SegmentBase or no segment information: one file
            request(bases, "");
        }
    }

    private static String attribute(String name, String element, Element... levels) {
        for (Element level : levels) {
            for (Element template : children(level, element)) {
                if (template.hasAttribute(name)) {
                    return template.getAttribute(name);
                }
            }
        }
        return null;
    }

    private static List<Element> inherited(String name, Element... levels) {
        for (Element level : levels) {
            if (!children(level, name).isEmpty()) {
                return children(level, name);
            }
        }
        return List.of();
    }

    private void request(List<String> bases, String reference) {
        if (reference != null) {
            for (String base : bases) {
                requests.add(reference.isEmpty() ? base : URI.create(base).resolve(reference).toString());
            }
        }
    }

    private static String fill(String template, UnaryOperator<String> identifiers) {
        return IDENTIFIER.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(identifiers.apply(match.group(1))));
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)
                    && DASH.equals(element.getNamespaceURI())) {
                children.add(element);
            }
        }
        return children;
    }
}
