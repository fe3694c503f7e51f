package com.runmat.telemetry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A page of the licences that the bill of materials names; each library's own text is in its jar, the runtime's in /opt/java/legal. */
final class Licences {
    private static final String HEADING = """
            Licences of what is in this image's /app. Each library's own text is in its jar; those of the Java runtime are in
            /opt/java/legal, those of the base image in /usr/share/doc.

            """;

    private final List<String> lines;

    private Licences(List<String> lines) {
        this.lines = lines;
    }

    /**
     * Reads the bill of materials that Maven wrote as XML.
     *
     * @throws CannotFill when a library names none
     */
    static Licences of(Path file) throws IOException {
        var lines = new TreeSet<String>();
        var bill = parse(file);
        // what Maven's own tools are made of stands below the metadata as well, one level deeper than the service
        for (String list : List.of("metadata", "components")) {
            children(bill, list).stream()
                    .flatMap(parent -> children(parent, "component").stream())
                    .map(Licences::line)
                    .forEach(lines::add);
        }
        return new Licences(List.copyOf(lines));
    }

    private static String line(Element component) {
        var licences = new TreeSet<String>();
        for (Element licence : elements(component.getElementsByTagName("license"))) {
            licences.add(text(licence, "id").isEmpty() ? text(licence, "name") : text(licence, "id"));
        }
        for (Element expression : elements(component.getElementsByTagName("expression"))) {
            licences.add(expression.getTextContent());
        }
        var name = text(component, "group") + ":" + text(component, "name") + " " + text(component, "version");
        if (licences.isEmpty()) {
            throw new CannotFill(name + " names no licence: look which it has, and say so in services/pom.xml");
        }
        return name + ": " + String.join(", ", licences);
    }

    private static String text(Element parent, String tag) {
        var child = parent.getElementsByTagName(tag).item(0);
        return child == null ? "" : child.getTextContent().strip();
    }

    private static List<Element> children(Element parent, String tag) {
        return elements(parent.getElementsByTagName(tag)).stream()
                .filter(element -> parent.isSameNode(element.getParentNode()))
                .toList();
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Element parse(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (SAXException | ParserConfigurationException unreadable) {
            throw new CannotFill(file + " is no bill of materials: " + unreadable.getMessage());
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, HEADING + String.join("\n", lines) + "\n");
    }
}
