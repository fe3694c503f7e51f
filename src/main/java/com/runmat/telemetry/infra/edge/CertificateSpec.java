package com.runmat.telemetry.infra.edge;

import com.pulumi.core.Output;
import com.pulumi.gcp.certificatemanager.Certificate;
import com.pulumi.gcp.certificatemanager.CertificateArgs;
import com.pulumi.gcp.certificatemanager.CertificateMap;
import com.pulumi.gcp.certificatemanager.CertificateMapArgs;
import com.pulumi.gcp.certificatemanager.CertificateMapEntryArgs;
import com.pulumi.gcp.certificatemanager.DnsAuthorization;
import com.pulumi.gcp.certificatemanager.DnsAuthorizationArgs;
import com.pulumi.gcp.certificatemanager.inputs.CertificateManagedArgs;
import com.pulumi.gcp.dns.RecordSetArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;

/** The parts of a domain's certificate. */
final class CertificateSpec {
    /** Looked up at each renewal, by Google alone. */
    private static final int PROOF_TTL_SECONDS = 300;

    private final Names names;

    CertificateSpec(Names names) {
        this.names = names;
    }

    DnsAuthorizationArgs authorization(String domain) {
        return DnsAuthorizationArgs.builder()
                .project(names.project())
                .name(names.certificate(domain))
                .description("RunMat telemetry: the right to a certificate")
                .domain(domain)
                .build();
    }

    /** The record that shows Google whose the domain is, as the authorization tells it. */
    RecordSetArgs proof(DnsAuthorization authorization, Output<String> zone) {
        var told = authorization.dnsResourceRecords().applyValue(records -> records.get(0));
        return RecordSetArgs.builder()
                .project(names.project())
                .managedZone(zone)
                .name(told.applyValue(record -> record.name().orElseThrow()))
                .type("CNAME")
                .ttl(PROOF_TTL_SECONDS)
                .rrdatas(told.applyValue(record -> List.of(record.data().orElseThrow())))
                .build();
    }

    CertificateArgs certificate(String domain, DnsAuthorization authorization) {
        return CertificateArgs.builder()
                .project(names.project())
                .name(names.certificate(domain))
                .description("RunMat telemetry by HTTPS")
                .managed(CertificateManagedArgs.builder()
                        .domains(domain)
                        .dnsAuthorizations(authorization.id().applyValue(List::of))
                        .build())
                .build();
    }

    CertificateMapArgs map() {
        return CertificateMapArgs.builder()
                .project(names.project())
                .name(names.https("certificates"))
                .description("RunMat telemetry by HTTPS")
                .build();
    }

    CertificateMapEntryArgs entry(String domain, Certificate certificate, CertificateMap map) {
        return CertificateMapEntryArgs.builder()
                .project(names.project())
                .name(names.certificate(domain))
                .description("RunMat telemetry by HTTPS")
                .map(map.name())
                .hostname(domain)
                .certificates(certificate.id().applyValue(List::of))
                .build();
    }
}
