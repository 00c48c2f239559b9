package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.jspecify.annotations.Nullable;

/**
 * The start of an element, held until it is known whether the element is empty.
 */
public record XmlElement(Name name, List<Name> namespaces, List<Attribute> attributes) {

    /**
     * @param prefix the prefix; empty if there is none
     * @param namespace the namespace; empty if there is none
     */
    public record Name(String prefix, String local, String namespace) {
    }

    public record Attribute(Name name, String value) {
    }

    public static XmlElement of(XMLStreamReader reader) {
        List<Name> namespaces = list(reader.getNamespaceCount());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            namespaces.add(new Name(text(reader.getNamespacePrefix(i)), "", text(reader.getNamespaceURI(i))));
        }
        List<Attribute> attributes = list(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(new Attribute(new Name(text(reader.getAttributePrefix(i)), reader.getAttributeLocalName(i),
                    text(reader.getAttributeNamespace(i))), reader.getAttributeValue(i)));
        }
        return new XmlElement(new Name(text(reader.getPrefix()), reader.getLocalName(), text(reader.getNamespaceURI())),
                namespaces, attributes);
    }

    /**
     * Creates a list. Most elements of a hostile manifest have neither attributes nor namespaces, and neither creating an empty
     * list nor iterating over it allocates anything.
     */
    private static <T> List<T> list(int size) {
        return size == 0 ? Collections.emptyList() : new ArrayList<>(size);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /**
     * Passes the names of the element, its namespaces, and its attributes to an action.
     */
    public void forEachName(Consumer<Name> action) {
        action.accept(name);
        namespaces.forEach(action);
        for (Attribute attribute : attributes) {
            action.accept(attribute.name);
        }
    }

    /**
     * The approximate number of characters in the start tag.
     */
    public int length() {
        int length = name.local.length() + "</>".length();
        for (Attribute attribute : attributes) {
            length += attribute.name.local.length() + " =\"\"".length() + attribute.value.length();
        }
        return length;
    }

    /**
     * @return null if the element does not have an attribute with this name and without a namespace
     */
    public @Nullable String attribute(String local) {
        for (Attribute attribute : attributes) {
            if (attribute.name.local.equals(local) && attribute.name.namespace.isEmpty()) {
                return attribute.value;
            }
        }
        return null;
    }

    public XmlElement with(String local, String value) {
        List<Attribute> changed = new ArrayList<>(attributes);
        changed.replaceAll(attribute -> attribute.name.local.equals(local) && attribute.name.namespace.isEmpty()
                ? new Attribute(attribute.name, value)
                : attribute);
        return new XmlElement(name, namespaces, changed);
    }

    public void write(XMLStreamWriter writer, boolean empty) throws XMLStreamException {
        if (empty) {
            writer.writeEmptyElement(name.prefix, name.local, name.namespace);
        } else {
            writer.writeStartElement(name.prefix, name.local, name.namespace);
        }
        for (Name namespace : namespaces) {
            writer.writeNamespace(namespace.prefix, namespace.namespace);
        }
        for (Attribute attribute : attributes) {
            writer.writeAttribute(attribute.name.prefix, attribute.name.namespace, attribute.name.local, attribute.value);
        }
    }
}
