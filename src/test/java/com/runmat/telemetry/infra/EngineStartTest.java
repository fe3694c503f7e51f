package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Maven has to look up each time the engine starts it, by the pom. */
class EngineStartTest {
    private static final XPath PATHS = XPathFactory.newInstance().newXPath();

    private final Document pom;

    EngineStartTest() throws IOException, SAXException, ParserConfigurationException {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    @Test
    void testLibraries_areLookedUpOutsideTheEngineAlone() throws XPathExpressionException {
        String outside = "/project/profiles/profile[activation/property/name='!env.PULUMI_MONITOR']";
        var all = find("//dependency[scope='test']");

        assertTrue(all.size() > 3, () -> all.size() + " test libraries");
        assertEquals(all, find(outside + "//dependency[scope='test']"));
    }

    @Test
    void googleSdk_bringsNothingOfAnOlderPulumi() throws XPathExpressionException {
        String excluded = "/project/dependencies/dependency[artifactId='gcp']/exclusions/exclusion";

        assertEquals("*:*", text(excluded + "/groupId") + ":" + text(excluded + "/artifactId"));
    }

    @Test
    void librariesThatManyAskFor_areManaged_andUsed() throws XPathExpressionException {
        var managed = find("/project/dependencyManagement/dependencies/dependency");

        assertTrue(managed.size() >= 3, () -> managed.size() + " libraries");
        for (Node library : managed) {
            String jar = PATHS.evaluate("artifactId", library) + "-" + version(library) + ".jar";
            assertTrue(usedJars().contains(jar), jar);
        }
    }

    private String version(Node library) throws XPathExpressionException {
        String version = PATHS.evaluate("version", library);
        return text("/project/properties/" + version.substring("${".length(), version.length() - 1));
    }

    private static List<String> usedJars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .toList();
    }

    private String text(String path) throws XPathExpressionException {
        return PATHS.evaluate(path, pom);
    }

    private List<Node> find(String path) throws XPathExpressionException {
        var found = (NodeList) PATHS.evaluate(path, pom, XPathConstants.NODESET);
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes;
    }
}
