package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The URLs that players make of a manifest, by two readers without the code under test.
 */
public final class ManifestUrls {

    private static final Map<String, List<String>> REFERENCES = Map.of("segmenttemplate", List.of("media", "initialization"),
            "segmenturl", List.of("media"), "initialization", List.of("sourceurl"));

    private static final String DASH = "urn:mpeg:dash:schema:mpd:2011";
    private static final Map<String, String> LEVELS = Map.of("baseurl", "BaseURL", "period", "Period", "adaptationset",
            "AdaptationSet", "representation", "Representation", "segmenttemplate", "SegmentTemplate", "segmentlist",
            "SegmentList");

    private ManifestUrls() {
    }

    /** As the specification says: elements of the namespace only, each base relative to those around it. */
    public static Set<String> bySpecification(String url, String manifest) throws Exception {
        return walk(url, manifest, element -> DASH.equals(element.getNamespaceURI()) ? element.getLocalName() : "");
    }

    /** As players that ignore namespaces and case, and take any absolute URL in the text of an element for a base. */
    public static Set<String> byLocalName(String url, String manifest) throws Exception {
        return walk(url, manifest, element -> {
            String name = lower(element.getNodeName());
            return element.getElementsByTagName("*").getLength() == 0 && Browser.isAbsolute(element.getTextContent())
                    ? "BaseURL"
                    : LEVELS.getOrDefault(name, name);
        });
    }

    private static Set<String> walk(String url, String manifest, Function<Element, String> names) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Element mpd = factory.newDocumentBuilder().parse(new InputSource(new StringReader(manifest))).getDocumentElement();
        Set<String> urls = new TreeSet<>();
        walk(mpd, names, List.of(url), List.of(), urls);
        return urls;
    }

    /**
     * @param inherited references of the levels around, which players resolve against the bases of a representation
     */
    private static void walk(Element level, Function<Element, String> names, List<String> outer, List<String> inherited,
            Set<String> urls) {
        List<String> bases = new ArrayList<>();
        List<String> references = new ArrayList<>(inherited);
        List<Element> levels = new ArrayList<>();
        for (Node node = level.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element child)) {
                continue;
            }
            switch (names.apply(child)) {
                case "BaseURL" -> outer.forEach(base -> bases.add(Browser.resolve(base, child.getTextContent())));
                case "Period", "AdaptationSet", "Representation" -> levels.add(child);
                case "SegmentTemplate", "SegmentList" -> addReferences(child, references);
                default -> {
                    // not media
                }
            }
        }
        List<String> own = bases.isEmpty() ? outer : bases;
        if (names.apply(level).equals("Representation")) {
            urls.addAll(own);
            for (String reference : references) {
                own.forEach(base -> urls.add(Browser.resolve(base, fill(reference, level.getAttribute("id")))));
            }
        }
        levels.forEach(each -> walk(each, names, own, references, urls));
    }

    private static void addReferences(Element element, List<String> references) {
        for (String attribute : List.of("media", "initialization", "sourceURL")) {
            if (element.hasAttribute(attribute)) {
                references.add(element.getAttribute(attribute));
            }
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                addReferences(child, references);
            }
        }
    }

    /**
     * As a careless player: names in any case and namespace, each base and each absolute URL in the text of an element as the
     * base of each reference, so that it finds more than any real one.
     */
    public static Set<String> byAnyName(String url, String manifest) throws Exception {
        Set<String> bases = new TreeSet<>(Set.of(url));
        List<String> references = new ArrayList<>(List.of(""));
        Set<String> ids = new TreeSet<>(Set.of("1"));
        SAXParserFactory.newDefaultInstance().newSAXParser().parse(new InputSource(new StringReader(manifest)),
                new DefaultHandler() {
                    private final StringBuilder text = new StringBuilder();
                    private String id = "";

                    @Override
                    public void startElement(String uri, String local, String name, Attributes attributes) {
                        text.setLength(0);
                        String element = lower(name);
                        if (element.equals("representation")) {
                            id = attributes.getValue("id");
                            ids.add(id);
                        }
                        for (int i = 0; i < attributes.getLength(); i++) {
                            String attribute = lower(attributes.getQName(i));
                            if (REFERENCES.getOrDefault(element, List.of()).contains(attribute)) {
                                String reference = attributes.getValue(i);
                                references.add(id.isEmpty() ? reference : fill(reference, id));
                            }
                        }
                    }

                    @Override
                    public void characters(char[] characters, int from, int length) {
                        text.append(characters, from, length);
                    }

                    @Override
                    public void endElement(String uri, String local, String name) {
                        String value = text.toString();
                        id = lower(name).equals("representation") ? "" : id;
                        boolean base = lower(name).equals("baseurl");
                        if (base || Browser.isAbsolute(value)) {
                            bases.addAll(bases.stream().map(each -> Browser.resolve(each, value)).toList());
                        }
                        text.setLength(0);
                    }
                });
        Set<String> urls = new TreeSet<>(bases);
        for (String base : bases) {
            for (String reference : references) {
                ids.forEach(id -> urls.add(Browser.resolve(base, fill(reference, id))));
            }
        }
        return urls;
    }

    private static String lower(String name) {
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    private static String fill(String reference, String id) {
        return reference.replace("$RepresentationID$", id).replace("$Number$", "1").replace("$Time$", "2");
    }

    /** What a browser makes of a reference, in a few lines. */
    static final class Browser {

        private Browser() {
        }

        static boolean isAbsolute(String reference) {
            return clean(reference).matches("(?s)([A-Za-z][A-Za-z0-9+.-]*:|//).*");
        }

        static String resolve(String base, String reference) {
            String clean = clean(reference);
            if (clean.startsWith("//")) {
                return "https:" + clean;
            } else if (isAbsolute(clean)) {
                return clean;
            } else if (clean.isEmpty() || !base.contains("://")) {
                return base;
            }
            String path = base.split("[?#]")[0];
            int host = path.indexOf('/', path.indexOf("://") + 3);
            return clean.startsWith("/") ? (host < 0 ? path : path.substring(0, host)) + clean
                    : (host < 0 ? path + "/" : path.substring(0, path.lastIndexOf('/') + 1)) + clean;
        }

        private static String clean(String reference) {
            return reference.strip().replaceAll("[\t\n\r\u00a0]", "").replace('\\', '/');
        }
    }
}
