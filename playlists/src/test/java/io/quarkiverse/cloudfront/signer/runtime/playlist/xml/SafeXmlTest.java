package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.junit.jupiter.api.Test;

class SafeXmlTest {

    /** Surrogate pairs are not split if a buffer ends between them. */
    @Test
    void charactersOfEachLength_areWrittenInUtf8() throws XMLStreamException {
        String text = "a\u00e9\u20ac\ud83d\ude00".repeat(10_000);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        XMLStreamWriter writer = SafeXml.writer(written);
        writer.writeStartDocument("UTF-8", "1.0");
        writer.writeStartElement("MPD");
        writer.writeAttribute("id", text);
        writer.writeCharacters(text);
        writer.writeEndElement();
        writer.flush();

        assertThat(written.toString(StandardCharsets.UTF_8)).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .contains(text);
        XMLStreamReader reader = SafeXml.reader(new ByteArrayInputStream(written.toByteArray()));
        reader.nextTag();
        assertThat(reader.getAttributeValue(null, "id")).isEqualTo(text);
        assertThat(reader.getElementText()).isEqualTo(text);
    }
}
