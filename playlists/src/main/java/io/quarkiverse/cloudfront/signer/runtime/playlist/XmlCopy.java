package io.quarkiverse.cloudfront.signer.runtime.playlist;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlNames;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Copies a manifest event by event, and passes its elements to the rewriter. Comments and processing instructions are left out,
 * because the simple parsers of some players find elements in them.
 */
final class XmlCopy {

    private final XMLStreamReader reader;
    private final XMLStreamWriter writer;
    private final DashRewriter rewriter;
    private final Runnable beforeEvent;
    private final XmlNames names = new XmlNames();
    /** The start of an element. It has not been written yet, because the next event decides whether the element is empty. */
    private @Nullable XmlElement start;

    /**
     * @param beforeEvent runs before each event is read
     */
    XmlCopy(XMLStreamReader reader, XMLStreamWriter writer, DashRewriter rewriter, Runnable beforeEvent) {
        this.reader = reader;
        this.writer = writer;
        this.rewriter = rewriter;
        this.beforeEvent = beforeEvent;
    }

    void run() throws XMLStreamException {
        // otherwise, the result would declare the original encoding instead of UTF-8
        if (reader.getVersion() != null) {
            writer.writeStartDocument("UTF-8", reader.getVersion());
        }
        while (reader.hasNext()) {
            copy(next());
        }
        writer.writeEndDocument();
    }

    private int next() throws XMLStreamException {
        beforeEvent.run();
        return reader.next();
    }

    private void copy(int event) throws XMLStreamException {
        if (event == XMLStreamConstants.END_ELEMENT) {
            rewriter.end();
            if (!writeStart(true)) {
                writer.writeEndElement();
            }
            return;
        }
        writeStart(false);
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> startElement();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                rewriter.text(reader.getText());
                writer.writeCharacters(reader.getText());
            }
            case XMLStreamConstants.CDATA -> {
                rewriter.text(reader.getText());
                writer.writeCData(reader.getText());
            }
            // counted because the parser keeps the name
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> names.add(reader.getPITarget());
            default -> refuseDtd(event);
        }
    }

    private static void refuseDtd(int event) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw Failure.ofPlaylist("the manifest has a DTD or declares entities, which DASH does not allow; remove them");
        }
    }

    private void startElement() throws XMLStreamException {
        XmlElement element = XmlElement.of(reader);
        names.add(element);
        String base = rewriter.baseBefore(element);
        if (base != null) {
            writer.writeStartElement(rewriter.root().prefix(), DashNames.BASE, rewriter.root().namespace());
            writer.writeCharacters(base);
            writer.writeEndElement();
        }
        if (rewriter.isBase(element)) {
            String text = text();
            element.write(writer, false);
            writer.writeCharacters(rewriter.rewriteBase(element, text));
            writer.writeEndElement();
        } else {
            start = rewriter.begin(element);
        }
    }

    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int event = next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            refuseDtd(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw Failure.ofPlaylist("a BaseURL of the DASH manifest contains an element");
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
            event = next();
        }
        return text.toString();
    }

    /**
     * @return whether a start was pending
     */
    private boolean writeStart(boolean empty) throws XMLStreamException {
        if (start == null) {
            return false;
        }
        start.write(writer, empty);
        start = null;
        return true;
    }
}
