package com.runmat.telemetry.local.standin;

import java.util.List;
import java.util.Set;

/** The names that GA4 keeps for itself, of web and of app streams. Source: the Measurement Protocol's reference. */
final class ReservedWords {
    private static final Set<String> EVENTS = words("""
            ad_activeview ad_click ad_exposure ad_impression ad_query ad_reward adunit_exposure app_background
            app_clear_data app_exception app_install app_remove app_store_refund app_store_subscription_cancel
            app_store_subscription_convert app_store_subscription_renew app_update app_upgrade click dynamic_link_app_open
            dynamic_link_app_update dynamic_link_first_open error file_download firebase_campaign
            firebase_in_app_message_action firebase_in_app_message_dismiss firebase_in_app_message_impression first_open
            first_visit form_start form_submit in_app_purchase notification_dismiss notification_foreground
            notification_open notification_receive notification_send os_update page_view screen_view scroll session_start
            session_start_with_rollout user_engagement video_complete video_progress video_start view_complete
            view_search_results""");
    private static final Set<String> PARAMETERS = words("""
            cid currency customer_id customerid dclid gclid sessionid sfmc_id sid srsltid uid user_id userid""");
    private static final Set<String> USER_PROPERTIES = words("""
            cid customer_id customerid first_open_after_install first_open_time first_visit_time google_allow_ad_personalization_signals
            last_advertising_id_reset last_deep_link_referrer last_gclid lifetime_user_engagement non_personalized_ads
            session_id session_number sessionid uid user_id userid""");
    private static final List<String> PREFIXES = List.of("_", "firebase_", "ga_", "google_", "gtag.");

    private ReservedWords() {}

    static boolean event(String name) {
        return EVENTS.contains(name) || prefixed(name) || name.startsWith("query_id");
    }

    /** {@code session_id} stands on Google's list too, and yet is what puts an event into its session. */
    static boolean parameter(String name) {
        return PARAMETERS.contains(name) || prefixed(name);
    }

    static boolean userProperty(String name) {
        return USER_PROPERTIES.contains(name) || prefixed(name);
    }

    private static boolean prefixed(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+", -1));
    }
}
