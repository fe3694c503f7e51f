package com.runmat.telemetry.capacity;

import com.runmat.telemetry.plan.table.DataFile;
import java.util.List;
import java.util.Map;

/** A part of one of this room's files; a name that is not there, or holds something else, is a defect of the file. */
record Table(Map<?, ?> entries) {
    static Table file(String name) {
        return new Table(DataFile.read(Table.class, name));
    }

    Table table(String name) {
        return new Table((Map<?, ?>) entry(name));
    }

    List<Table> tables(String name) {
        return ((List<?>) entry(name))
                .stream().map(entry -> new Table((Map<?, ?>) entry)).toList();
    }

    double number(String name) {
        return ((Number) entry(name)).doubleValue();
    }

    double number(String name, double otherwise) {
        return entries.containsKey(name) ? number(name) : otherwise;
    }

    String text(String name) {
        return String.valueOf(entry(name));
    }

    private Object entry(String name) {
        Object entry = entries.get(name);
        if (entry == null) {
            throw new IllegalStateException("no \"" + name + "\" in " + entries);
        }
        return entry;
    }
}
