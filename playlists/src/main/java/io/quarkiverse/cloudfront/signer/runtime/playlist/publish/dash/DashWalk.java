package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.DashNames;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.SafeXml;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlNames;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlSource;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Reads a manifest once, checks it, and finds the place for the property. A parser reads the elements. The tags are read at the
 * same time, because only they show where the elements are in the text.
 */
final class DashWalk {

    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF8", "US-ASCII", "ASCII");
    /** The beginning of a comment that some players consider to be already complete. */
    private static final Pattern ENDED = Pattern.compile("-?>");
    private static final int ROOT = 1;
    private static final int CHILD = 2;

    /** The manifest with each byte as one character, because only URIs and tags are examined. */
    private final String text;
    private final XmlSource source;
    private final XmlNames names = new XmlNames();
    private final DashTags tags;
    private final DashQueryInfo queryInfo;
    private final DashPlace place;
    private XmlElement.@Nullable Name root;
    private @Nullable DashChecks checks;
    private @Nullable StringBuilder base;
    /** The description of a query property that the manifest already has, as far as it has been read. */
    private @Nullable List<String> property;
    private String propertyName = "";
    private boolean hasProperty;
    private boolean empty;
    private int depth;
    private int line = 1;

    /**
     * @param from the index after the byte order mark
     * @param marks whether the URL of the manifest has a mark
     */
    DashWalk(byte[] manifest, int from, boolean marks) {
        this.queryInfo = new DashQueryInfo(marks);
        this.text = new String(manifest, from, manifest.length - from, StandardCharsets.ISO_8859_1);
        this.source = new XmlSource(new ByteArrayInputStream(manifest, from, manifest.length - from));
        this.tags = new DashTags(text);
        this.place = new DashPlace(text, queryInfo);
    }

    /**
     * @return null if the manifest already has the property
     * @throws CloudFrontSignerException if the manifest cannot be converted. The message names the line
     */
    DashPlace.@Nullable Insertion run() {
        try {
            // an encoding that the manifest declares is checked, but not used for decoding
            XMLStreamReader reader = SafeXml.reader(new InputStreamReader(source, StandardCharsets.UTF_8.newDecoder()));
            checkEncoding(reader.getCharacterEncodingScheme());
            checkVersion(reader.getVersion());
            while (reader.hasNext()) {
                source.beginEvent();
                visit(reader, reader.next());
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof CharacterCodingException) {
                throw Failure.ofPlaylist("the manifest is not encoded in UTF-8; convert it to UTF-8");
            }
            // the parser's message is left out, because it may quote private content
            throw inLine(e.getLocation() == null ? line : e.getLocation().getLineNumber(),
                    Failure.ofPlaylist("its XML is malformed"));
        }
        checks().checkIds();
        return hasProperty ? null : place.insertion(root().prefix());
    }

    private static void checkEncoding(@Nullable String encoding) {
        if (encoding != null && !ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT))) {
            throw Failure.ofPlaylist("the manifest declares an encoding other than UTF-8; convert it to UTF-8");
        }
    }

    private static void checkVersion(@Nullable String version) {
        if (version != null && !version.equals("1.0")) {
            throw Failure.ofPlaylist("the manifest declares a version of XML other than 1.0, which allows line breaks that "
                    + "players do not recognize; convert it to XML 1.0");
        }
    }

    private XmlElement.Name root() {
        return Objects.requireNonNull(root);
    }

    private DashChecks checks() {
        return Objects.requireNonNull(checks);
    }

    private void visit(XMLStreamReader reader, int event) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            tags.next();
            empty = tags.isEmptyElement();
            line = tags.line();
            depth++;
        }
        try {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> begin(XmlElement.of(reader));
                case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> characters(reader);
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw Failure.ofPlaylist(
                        "the manifest has a DTD or declares entities, which DASH does not allow; remove them");
                default -> other(reader, event);
            }
        } catch (CloudFrontSignerException e) {
            throw inLine(line, e);
        }
    }

    private void begin(XmlElement element) {
        names.add(element);
        DashNames.checkDepth(depth);
        if (depth == ROOT) {
            beginRoot(element.name());
        }
        if (base != null) {
            throw unreadableBase();
        } else if (property != null) {
            checkProperty();
            property.add(DashQueryInfo.describe(element, depth));
            return;
        } else if (depth == CHILD) {
            place.beginChild(tags.start());
            if (DashChecks.isQueryProperty(element)) {
                propertyName = element.name().local();
                property = new ArrayList<>(List.of(DashQueryInfo.describe(element, depth)));
                return;
            }
        }
        checks().check(element, depth, line);
        if (element.name().local().equals(DashNames.BASE)) {
            base = new StringBuilder();
        }
    }

    private void beginRoot(XmlElement.Name name) {
        if (!name.local().equals(DashNames.MPD)) {
            throw Failure.ofPlaylist("its root element is not MPD");
        }
        root = name;
        checks = new DashChecks(name.namespace());
    }

    private void characters(XMLStreamReader reader) {
        if (base != null) {
            base.append(reader.getText());
        } else if (property != null && !reader.getText().isBlank()) {
            checkProperty();
            property.add(reader.getText());
        } else if (checks != null) {
            checks.text(reader.getText());
        }
    }

    /** Handles a comment, a CDATA section, or a processing instruction. */
    private void other(XMLStreamReader reader, int event) {
        if (base != null) {
            throw unreadableBase();
        } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION
                || event == XMLStreamConstants.COMMENT && ENDED.matcher(reader.getText()).lookingAt()) {
            throw Failure.ofPlaylist("the manifest has a processing instruction, or a comment that begins with > or ->, and "
                    + "some players find elements in it; remove it");
        } else if (property != null) {
            checkProperty();
            property.add("");
        } else if (checks != null && event == XMLStreamConstants.CDATA) {
            checks.text(reader.getText());
        }
    }

    /**
     * Refuses a property with more parts than an earlier conversion writes, so that a long property is not held in memory.
     */
    private void checkProperty() {
        if (Objects.requireNonNull(property).size() >= DashQueryInfo.ELEMENTS) {
            throw DashChecks.otherQueryInfo(propertyName);
        }
    }

    private static CloudFrontSignerException unreadableBase() {
        return Failure.ofPlaylist("a BaseURL contains more than plain text, which players read in different ways; remove "
                + "elements, comments, and CDATA sections from it");
    }

    private void end(String name) {
        if (!empty) {
            tags.next();
        }
        empty = false;
        checks().end(depth);
        if (base != null) {
            DashReference.check("the BaseURL", base.toString().strip());
            base = null;
        } else if (depth == CHILD) {
            endProperty(name);
            place.endChild(name, tags.end());
        }
        depth--;
    }

    private void endProperty(String name) {
        if (property == null) {
            return;
        } else if (!property.equals(queryInfo.description(root().namespace()))) {
            throw DashChecks.otherQueryInfo(name);
        }
        property = null;
        hasProperty = true;
    }

    static CloudFrontSignerException inLine(int line, CloudFrontSignerException refusal) {
        return Failure.in("line " + line + " of the DASH manifest", refusal);
    }
}
