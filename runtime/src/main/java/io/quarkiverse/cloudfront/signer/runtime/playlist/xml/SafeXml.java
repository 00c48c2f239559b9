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
 * The JDK's own XML parser and writer, whatever else is on the class path, without anything that reaches out of the document.
 */
public final class SafeXml {

    /** The JDK's own property; else such a section would come as text. */
    private static final String REPORT_CDATA = "http://java.sun.com/xml/stream/properties/report-cdata-event";

    /** How deep elements may be is checked here, with one limit for all JDKs: that of JDK 25 is lower than others. */
    private static final String MAX_ELEMENT_DEPTH = "jdk.xml.maxElementDepth";
    private static final String UNLIMITED = "0";

    private SafeXml() {
    }

    public static XMLStreamReader reader(InputStream source) throws XMLStreamException {
        return factory().createXMLStreamReader(source);
    }

    public static XMLStreamReader reader(Reader source) throws XMLStreamException {
        return factory().createXMLStreamReader(source);
    }

    /**
     * Encodes outside of the JDK's XML writer, which writes octet by octet, and locks the stream for each.
     */
    public static XMLStreamWriter writer(OutputStream target) throws XMLStreamException {
        return XMLOutputFactory.newDefaultFactory()
                .createXMLStreamWriter(new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8)));
    }

    /**
     * Factories are not thread-safe.
     */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(REPORT_CDATA, true);
        factory.setProperty(MAX_ELEMENT_DEPTH, UNLIMITED);
        return factory;
    }
}
