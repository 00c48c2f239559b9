package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Creates the JDK's own XML parser and writer, regardless of the class path, without access to anything outside of the
 * document.
 */
public final class SafeXml {

    /** A property of the JDK's own parser. Without it, a CDATA section would be reported as text. */
    private static final String REPORT_CDATA = "http://java.sun.com/xml/stream/properties/report-cdata-event";

    /**
     * The JDK's limit, which is disabled. This module limits the depth of elements itself, so that the limit is the same on all
     * JDKs. The default of JDK 25 is lower than the default of earlier versions.
     */
    private static final String MAX_ELEMENT_DEPTH = "jdk.xml.maxElementDepth";

    private SafeXml() {
    }

    public static XMLStreamReader reader(InputStream source) throws XMLStreamException {
        return factory().createXMLStreamReader(source);
    }

    public static XMLStreamReader reader(Reader source) throws XMLStreamException {
        return factory().createXMLStreamReader(source);
    }

    /**
     * Creates an XML writer. Another class encodes the text, because the JDK's XML writer writes byte by byte and locks the
     * stream each time.
     */
    public static XMLStreamWriter writer(OutputStream target) throws XMLStreamException {
        return XMLOutputFactory.newDefaultFactory()
                .createXMLStreamWriter(new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8)));
    }

    /**
     * Creates a factory for each use, because factories are not thread-safe.
     */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(REPORT_CDATA, true);
        factory.setProperty(MAX_ELEMENT_DEPTH, "0");
        return factory;
    }
}
