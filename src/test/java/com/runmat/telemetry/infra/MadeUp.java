package com.runmat.telemetry.infra;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.runmat.telemetry.plan.engine.InProcessEngine;
import com.runmat.telemetry.plan.engine.ProviderAnswers;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A provider that has made everything: each made-up value tells whose it is. */
final class MadeUp implements ProviderAnswers {
    static final String KEY_VERSION = "7";
    static final String KEY_NAME = "projects/4711/secrets/telemetry-ingestion-key/versions/" + KEY_VERSION;
    static final List<String> MAPPED_IPV4 = List.of("192.0.2.1", "192.0.2.2");
    static final List<String> MAPPED_IPV6 = List.of("2001:db8:15::1", "2001:db8:15::2");
    static final String BALANCER_IPV4 = "198.51.100.1";
    static final String BALANCER_IPV6 = "2001:db8:e::1";

    /** The stack's own outputs and what every resource is told, with these values in them. */
    static Plan plan(StackSettings settings) {
        return InProcessEngine.run(settings, ProviderVersion.everywhere(), App::define, new MadeUp());
    }

    static String worker(String region) {
        return "https://worker-in-" + region + ".a.run.app";
    }

    static String ipv4(String region) {
        return "203.0.113." + (region.equals("us-central1") ? 1 : 2);
    }

    static String ipv6(String region) {
        return "2001:db8:" + (region.equals("us-central1") ? 1 : 2) + "::";
    }

    static List<String> nameServers(String domain) {
        return List.of("ns1." + domain + ".example.", "ns2." + domain + ".example.");
    }

    /** Of the zone by this name of Google's. */
    static String dsRecord(String zone) {
        return (1 + zone.length()) + " 8 2 " + "AB".repeat(31) + "%02X".formatted(zone.length());
    }

    /** The record by which Google sees whose a domain is. */
    static String proofName(String domain) {
        return "_acme-challenge." + domain + ".";
    }

    static String proofData(String domain) {
        return "of-" + domain + ".authorize.certificatemanager.goog.";
    }

    static String link(String kind, String name) {
        return "link/" + kind + "/" + name;
    }

    static String email(String account) {
        return account + "@runmat-example.iam.gserviceaccount.com";
    }

    @Override
    public Optional<Value> output(String type, String name, Struct inputs, String output) {
        String kind = type.substring(type.lastIndexOf(':') + 1);
        return switch (kind + "." + output) {
            case "Service.uri" -> text(worker(input(inputs, "location")));
            case "SecretVersion.version" -> text(version(name));
            case "SecretVersion.name" -> text("projects/4711/secrets/telemetry-" + name + "/versions/" + version(name));
            case "Address.address" -> text(address(inputs));
            case "ForwardingRule.ipAddress" -> text(address(inputs) + "/96");
            case "GlobalAddress.address" -> text(BALANCER_IPV4);
            case "GlobalForwardingRule.ipAddress" -> text(BALANCER_IPV6 + "/64");
            case "ManagedZone.nameServers" -> list(nameServers(name));
            case "DomainMapping.statuses" -> Optional.of(statuses());
            case "DnsAuthorization.dnsResourceRecords" -> Optional.of(proof(name));
            case "NotificationChannel.name" -> text(link(kind, name));
            case "Account.email" -> text(email(name));
            case "Account.name" -> text("projects/runmat-example/serviceAccounts/" + email(name));
            case "Account.member" -> text("serviceAccount:" + email(name));
            case "Bucket.name" -> text(input(inputs, "name"));
            case "WorkloadIdentityPool.name", "WorkloadIdentityPoolProvider.name" -> text("name/" + name);
            case "getKeys.keySigningKeys" -> Optional.of(keys(input(inputs, "managedZone")));
            default -> link(kind, name, output);
        };
    }

    private static Optional<Value> link(String kind, String name, String output) {
        return switch (output) {
            case "id" -> text("id/" + kind + "/" + name);
            case "selfLink" -> text(link(kind, name));
            case "selfLinkUnique" -> text(link(kind, name) + "?uniqueId=1");
            case "instanceGroup" -> text(link("InstanceGroup", name));
            default -> Optional.empty();
        };
    }

    static String version(String secret) {
        return secret.equals("ingestion-key") ? KEY_VERSION : String.valueOf(10 + secret.length());
    }

    private static String address(Struct inputs) {
        String region = input(inputs, "region");
        return input(inputs, "ipVersion").equals("IPV6") ? ipv6(region) : ipv4(region);
    }

    /** Google tells every kind of record in one list. */
    private static Value statuses() {
        ListValue.Builder records = ListValue.newBuilder();
        MAPPED_IPV6.forEach(address -> records.addValues(struct(Map.of("type", "AAAA", "rrdata", address))));
        MAPPED_IPV4.forEach(address -> records.addValues(struct(Map.of("type", "A", "rrdata", address))));
        Struct status = Struct.newBuilder()
                .putFields(
                        "resourceRecords",
                        Value.newBuilder().setListValue(records).build())
                .build();
        return Value.newBuilder()
                .setListValue(
                        ListValue.newBuilder().addValues(Value.newBuilder().setStructValue(status)))
                .build();
    }

    private static Value proof(String domain) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder()
                        .addValues(
                                struct(Map.of("name", proofName(domain), "type", "CNAME", "data", proofData(domain)))))
                .build();
    }

    private static Value keys(String zone) {
        return Value.newBuilder()
                .setListValue(ListValue.newBuilder()
                        .addValues(struct(Map.of("dsRecord", dsRecord(zone), "publicKey", "key-of-" + zone))))
                .build();
    }

    private static Value struct(Map<String, String> fields) {
        Struct.Builder struct = Struct.newBuilder();
        fields.forEach((name, value) ->
                struct.putFields(name, Value.newBuilder().setStringValue(value).build()));
        return Value.newBuilder().setStructValue(struct).build();
    }

    private static Optional<Value> text(String text) {
        return Optional.of(Value.newBuilder().setStringValue(text).build());
    }

    private static Optional<Value> list(List<String> texts) {
        ListValue.Builder list = ListValue.newBuilder();
        texts.forEach(text -> list.addValues(Value.newBuilder().setStringValue(text)));
        return Optional.of(Value.newBuilder().setListValue(list).build());
    }

    private static String input(Struct inputs, String name) {
        Value value = inputs.getFieldsOrDefault(name, Value.getDefaultInstance());
        return value.hasStructValue()
                ? value.getStructValue()
                        .getFieldsOrDefault("value", Value.getDefaultInstance())
                        .getStringValue()
                : value.getStringValue();
    }
}
