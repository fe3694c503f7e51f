package com.runmat.telemetry.worker.http.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request by RFC 9112, strictly: lines end with CR and LF, one blank stands between the words of the first, no
 * header is folded, none has a blank before its colon, and none that says where a request ends stands twice. What others read
 * otherwise is refused, so that nothing hides in it. One a thread.
 */
final class HeadParser {
    /** There is no whole head yet, and nothing wrong with what is there. */
    static final int INCOMPLETE = -1;

    static final int MALFORMED = -2;

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int VERSION_LENGTH = "HTTP/1.1".length();
    private static final byte[] VERSION_1 = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] TOKEN = token();

    private final @Nullable String[] headers = new @Nullable String[RequestHeader.values().length];
    private byte[] in = {};
    private int end;
    private int at;
    private String method = "";
    private String path = "";
    private boolean version11;

    private static boolean[] token() {
        boolean[] token = new boolean[128];
        for (char c = '!'; c <= '~'; c++) {
            token[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
        return token;
    }

    /** Where the head ends that begins there; else one of the two numbers above. */
    int parse(byte[] bytes, int from, int to) {
        in = bytes;
        at = from;
        end = Math.min(to, from + MAX_BYTES);
        Arrays.fill(headers, null);
        int result = firstLine();
        for (int count = 0; result == 0; count++) {
            result = count > MAX_HEADERS ? MALFORMED : header();
        }
        return result == INCOMPLETE && end == from + MAX_BYTES ? MALFORMED : result;
    }

    /** The head of which {@link #parse} has just found the end. */
    RequestHead head() {
        return new RequestHead(method, path, version11, headers.clone());
    }

    /** 0, or why it is none. */
    private int firstLine() {
        int start = at;
        while (at < end && isToken(in[at])) {
            at++;
        }
        int blank = at;
        if (blank == end) {
            return INCOMPLETE;
        }
        if (in[blank] != ' ' || blank == start) {
            return MALFORMED;
        }
        while (++at < end && in[at] > ' ' && in[at] <= '~') {
            // the target
        }
        if (at == end) {
            return INCOMPLETE;
        }
        if (in[at] != ' ' || at == blank + 1) {
            return MALFORMED;
        }
        method = method(start, blank);
        path = path(blank + 1, at);
        at++;
        return version();
    }

    private int version() {
        int there = Math.min(VERSION_1.length, end - at);
        if (!Arrays.equals(in, at, at + there, VERSION_1, 0, there)) {
            return MALFORMED;
        }
        if (end - at < VERSION_LENGTH) {
            return INCOMPLETE;
        }
        byte minor = in[at + VERSION_LENGTH - 1];
        version11 = minor != '0';
        at += VERSION_LENGTH;
        return minor >= '0' && minor <= '9' ? lineEnd() : MALFORMED;
    }

    private int lineEnd() {
        if (at < end && in[at] != '\r') {
            return MALFORMED;
        }
        if (end - at < 2) {
            return INCOMPLETE;
        }
        at += 2;
        return in[at - 1] == '\n' ? 0 : MALFORMED;
    }

    /** One header, or the empty line behind the last; 0 when more may follow. */
    private int header() {
        int start = at;
        while (at < end && isToken(in[at])) {
            at++;
        }
        if (at == end) {
            return INCOMPLETE;
        }
        if (at == start) {
            int last = lineEnd();
            return last == 0 ? complete() : last;
        }
        if (in[at] != ':') {
            return MALFORMED;
        }
        RequestHeader name = RequestHeader.named(in, start, at);
        int value = ++at;
        while (at < end && isText(in[at])) {
            at++;
        }
        int valueEnd = at;
        int ended = lineEnd();
        return ended == 0 && name != null ? keep(name, value, valueEnd) : ended;
    }

    @SuppressWarnings({"EnumOrdinal", "deprecation"}) // what EnumMap does inside; bytes are Latin-1
    private int keep(RequestHeader name, int from, int to) {
        int start = from;
        int stop = to;
        while (start < stop && isBlank(in[start])) {
            start++;
        }
        while (start < stop && isBlank(in[stop - 1])) {
            stop--;
        }
        if (headers[name.ordinal()] == null) {
            headers[name.ordinal()] = new String(in, 0, start, stop - start);
            return 0;
        }
        return switch (name) {
            case HOST, CONTENT_LENGTH -> MALFORMED;
            // no name of one encoding, and so refused as that
            case TRANSFER_ENCODING -> {
                headers[name.ordinal()] += ", ";
                yield 0;
            }
            default -> 0;
        };
    }

    @SuppressWarnings("EnumOrdinal") // what EnumMap does inside
    private int complete() {
        boolean hosted = !version11 || headers[RequestHeader.HOST.ordinal()] != null;
        return hosted ? at : MALFORMED;
    }

    private String method(int from, int to) {
        return is("POST", from, to) ? "POST" : is("GET", from, to) ? "GET" : text(from, to);
    }

    /** Of {@code /path?query} or {@code http://host/path?query}. */
    private String path(int from, int to) {
        if (is("/ingest", from, to)) {
            return "/ingest";
        }
        String target = text(from, to);
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        int host = path.startsWith("/") ? -1 : path.indexOf("://");
        if (host < 0) {
            return path;
        }
        int slash = path.indexOf('/', host + 3);
        return slash < 0 ? "/" : path.substring(slash);
    }

    private boolean is(String text, int from, int to) {
        for (int i = 0; i < text.length(); i++) {
            if (from + i >= to || in[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return to - from == text.length();
    }

    private String text(int from, int to) {
        return new String(in, from, to - from, StandardCharsets.US_ASCII);
    }

    private static boolean isToken(byte b) {
        return b > 0 && TOKEN[b];
    }

    /** What a header's value may hold: anything but control characters. */
    private static boolean isText(byte b) {
        return (b >= ' ' && b <= '~') || b == '\t' || b < 0;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
