package com.runmat.telemetry.infra.naming;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every physical name of a stack. Names that the former Terraform deployment gave are kept, so that what stands can
 * be adopted; they do not hold the stack's name, hence one project has room for one stack.
 *
 * @param project the Google project's id
 * @param stack the Pulumi stack, {@code prod} first
 */
public record Names(String project, String stack) {
    public static final String WORKER = "runmat-telemetry";
    public static final String UDP = "telemetry-udp";
    public static final String REPOSITORY = "telemetry";

    /** Put on everything that takes labels, by the provider. In order: the provider is told them as one text. */
    public SortedMap<String, String> labels() {
        return new TreeMap<>(Map.of("app", "telemetry", "managed-by", "pulumi", "stack", label(stack)));
    }

    /** {@code telemetry.runmat.com} → {@code telemetry-telemetry-runmat-com}. */
    public String zone(String domain) {
        return "telemetry-" + dashed(domain);
    }

    /** A domain's certificate, what it is issued for and where it is found; like its zone's name. */
    public String certificate(String domain) {
        return zone(domain);
    }

    /** Prefix of the instance templates; each gets a name of its own, so that a new one stands before the old goes. */
    public String templatePrefix() {
        return "telemetry-udp-";
    }

    /** A part of the UDP path: {@code telemetry-udp-ip}. */
    public String udp(String part) {
        return UDP + "-" + part;
    }

    /** A part of the HTTPS edge: {@code telemetry-https-ip}. */
    public String https(String part) {
        return "telemetry-https-" + part;
    }

    public String network() {
        return "telemetry";
    }

    public String subnetwork() {
        return "telemetry-udp";
    }

    /** Of all buckets that there are, so the project's id stands in it. */
    public String stateBucket() {
        return project.replaceAll("[.:]", "-") + "-pulumi-state";
    }

    public String keyRing() {
        return "telemetry";
    }

    public String stateKey() {
        return "pulumi";
    }

    /** The account that deploys. */
    public String deployer() {
        return "telemetry-deploy";
    }

    /** The account that previews. */
    public String previewer() {
        return "telemetry-preview";
    }

    /** The identity pool, and the one provider in it. */
    public String gitHubPool() {
        return "github";
    }

    /** The secret that holds what a setting was given: {@code telemetry-ingestion-key}. */
    public String secret(String what) {
        return "telemetry-" + what;
    }

    /**
     * The logical name of something that stands in a region: {@code us-central1-ipv4}. Nothing else begins so, hence
     * {@code **::us-central1-*} is all of the region and nothing but that.
     */
    public static String regional(String region, String what) {
        return region + "-" + what;
    }

    /** Where Artifact Registry has a project's repositories of a region or multi-region. */
    public static String registry(String location, String project) {
        return location + "-docker.pkg.dev/" + project;
    }

    /** Where the images are kept. */
    public static String repository(String location, String project) {
        return registry(location, project) + "/" + REPOSITORY;
    }

    /** A domain as a part of a name. */
    public static String dashed(String domain) {
        return domain.replace('.', '-');
    }

    /** The name that UDP clients send to. */
    public static String udpHost(String domain) {
        return "udp." + domain;
    }

    private static String label(String text) {
        String allowed = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
        return allowed.substring(0, Math.min(63, allowed.length()));
    }
}
