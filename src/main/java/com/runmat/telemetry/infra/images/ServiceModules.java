package com.runmat.telemetry.infra.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads from the poms which modules of {@code services/} an image is made of. */
final class ServiceModules {
    private final Path services;

    ServiceModules(Path services) {
        this.services = services;
    }

    /** The module itself and all that it depends on outside its tests, in the order of their names. */
    SortedSet<String> of(String module) {
        SortedSet<String> found = new TreeSet<>();
        collect(module, found);
        return found;
    }

    private void collect(String module, SortedSet<String> found) {
        if (found.add(module)) {
            dependencies(module).stream()
                    .filter(artifact -> Files.isRegularFile(pom(artifact)))
                    .forEach(artifact -> collect(artifact, found));
        }
    }

    private List<String> dependencies(String module) {
        var dependencies = parse(pom(module)).getElementsByTagName("dependency");
        List<String> artifacts = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            var dependency = (Element) dependencies.item(i);
            if (!text(dependency, "scope").equals("test")
                    && text(dependency, "groupId").equals("com.runmat.telemetry")) {
                artifacts.add(text(dependency, "artifactId"));
            }
        }
        return artifacts;
    }

    private static String text(Element parent, String tag) {
        var child = parent.getElementsByTagName(tag).item(0);
        return child == null ? "" : child.getTextContent().strip();
    }

    private Path pom(String module) {
        return services.resolve(module).resolve("pom.xml");
    }

    private static Element parse(Path pom) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    pom + " cannot be read; run the program from the top folder of the project", e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(pom + " is no well-formed XML: " + e.getMessage(), e);
        }
    }
}
