/** Stand-ins for PostHog and GA4 that refuse what the real ones refuse, and can be made slow or failing. */
@NullMarked
package com.runmat.telemetry.local.standin;

import org.jspecify.annotations.NullMarked;
