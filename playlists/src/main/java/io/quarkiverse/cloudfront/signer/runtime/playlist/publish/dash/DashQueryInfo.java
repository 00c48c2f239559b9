package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import static io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters.HASH_ALGORITHM;
import static io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters.KEY_PAIR_ID;
import static io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters.MARK;
import static io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters.POLICY;
import static io.quarkiverse.cloudfront.signer.runtime.url.ReservedParameters.SIGNATURE;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;

/**
 * The property with which a manifest makes players add its query to the URLs in it: ISO/IEC 23009-1, Annex I.
 * <p>
 * It is a single property of the {@code MPD}, which applies to all URLs of the manifest. If the property belonged to an
 * {@code AdaptationSet}, Shaka Player 5.2 would also apply it to the adaptation sets that follow.
 * <p>
 * The property contains the same information in two forms. {@code UrlQueryInfo} belongs to the property's scheme. It names the
 * parameters, because Shaka Player encodes the {@code ~} of signatures if it adds the query as a whole. {@code ExtUrlQueryInfo}
 * adds the query as a whole for dash.js 5.2, which cannot add single parameters, but prefers this element.
 */
final class DashQueryInfo {

    /** The number of elements, including the property itself. */
    static final int ELEMENTS = 3;

    private static final String ELEMENT = "EssentialProperty";
    private static final String SCHEME = "urn:mpeg:dash:urlparam:2014";

    private static final String SCHEME_ATTRIBUTE = "schemeIdUri";
    private static final String INFO = "UrlQueryInfo";
    private static final String INFO_NAMESPACE = "urn:mpeg:dash:schema:urlparam:2014";
    private static final String EXTENDED_INFO = "ExtUrlQueryInfo";
    private static final String EXTENDED_INFO_NAMESPACE = "urn:mpeg:dash:schema:urlparam:2016";

    private static final String ALL = "$querypart$";

    private static final List<String> SIGNED = List.of(POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);
    private static final List<String> MARKED = List.of(MARK, POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);

    /** Each parameter's name and a placeholder for its value. Shaka Player replaces both with the name and the value. */
    private final String each;

    /**
     * @param marks whether the URL of the manifest has a mark
     */
    DashQueryInfo(boolean marks) {
        this.each = (marks ? MARKED : SIGNED).stream().map(name -> name + "=$query:" + name + "$").collect(joining("&"));
    }

    /**
     * @param namespace the namespace of the manifest
     * @return the descriptions of the property's elements, in the form of {@link #describe}
     */
    List<String> description(String namespace) {
        return List.of(describe(2, namespace, ELEMENT, List.of(SCHEME_ATTRIBUTE + "=" + SCHEME)),
                describe(3, INFO_NAMESPACE, INFO, attributes(each)),
                describe(3, EXTENDED_INFO_NAMESPACE, EXTENDED_INFO, attributes(ALL)));
    }

    private static List<String> attributes(String template) {
        return List.of("queryTemplate=" + template, "useMPDUrlQuery=true");
    }

    static String describe(XmlElement element, int depth) {
        List<String> attributes = new ArrayList<>();
        for (XmlElement.Attribute attribute : element.attributes()) {
            String namespace = attribute.name().namespace();
            attributes.add((namespace.isEmpty() ? "" : "{" + namespace + "}") + attribute.name().local() + "="
                    + attribute.value());
        }
        Collections.sort(attributes);
        return describe(depth, element.name().namespace(), element.name().local(), attributes);
    }

    private static String describe(int depth, String namespace, String local, List<String> attributes) {
        return depth + "{" + namespace + "}" + local + attributes;
    }

    /**
     * The property as text.
     *
     * @param prefix the prefix of the manifest's root; empty if it has none
     * @param newLine the line break and indentation before each line of the property; empty if the manifest is not divided into
     *        lines
     * @param indentation the additional indentation of the property's inner lines
     */
    String text(String prefix, String newLine, String indentation) {
        String element = prefix.isEmpty() ? ELEMENT : prefix + ":" + ELEMENT;
        return newLine + "<" + element + " " + SCHEME_ATTRIBUTE + "=\"" + SCHEME + "\">"
                + newLine + indentation + child("up", INFO, INFO_NAMESPACE, each)
                + newLine + indentation + child("ext", EXTENDED_INFO, EXTENDED_INFO_NAMESPACE, ALL)
                + newLine + "</" + element + ">";
    }

    private static String child(String prefix, String local, String namespace, String template) {
        return "<%1$s:%2$s xmlns:%1$s=\"%3$s\" queryTemplate=\"%4$s\" useMPDUrlQuery=\"true\"/>".formatted(prefix, local,
                namespace, template.replace("&", "&amp;"));
    }
}
