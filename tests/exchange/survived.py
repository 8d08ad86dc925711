"""Where each fault of the design's list that is no hostile file has its test."""

from __future__ import annotations

_RECEIVING = "workflow.test_receiving"
_FOLDER = "workflow.test_receiving_folder"
_HOLDS = "workflow.test_receiving_holds"
_FAULTS = "faults.test_receiving_faults"
_KILLED = "faults.test_receiving_killed"
_DELIVERY = "bundles.test_delivery"
_SENDING = "workflow.sending.test_sending_faults"
_PAPERS = "workflow.test_consolidation_papers"
_HERE = "exchange.test_faults_to_survive"

# By the words of the list: the modules of tests and the functions in them.
ELSEWHERE: dict[str, tuple[tuple[str, str], ...]] = {
    "any flipped bit": (
        (_HERE, "test_any_flipped_bit_is_refused_or_says_nothing_else"),
        (
            "bundles.test_hostile_containers",
            "test_any_flipped_bit_is_refused_or_changes_nothing_that_was_signed",
        ),
    ),
    "backup of another program, newer schema, damaged page, stale `-wal` beside a restored file": (
        ("storage.test_backups", "test_a_zip_or_database_of_another_program_is_refused"),
        ("storage.test_workspace", "test_a_database_of_another_program_is_refused_and_left_alone"),
        ("storage.test_workspace", "test_a_newer_schema_is_refused"),
        (
            "storage.test_workspace",
            "test_a_damaged_page_is_found_after_a_program_did_not_end_properly",
        ),
        (
            "storage.test_workspace",
            "test_a_write_ahead_file_beside_a_restored_database_is_moved_away",
        ),
    ),
    "disk full in staging and inside the transaction": (
        (_FAULTS, "test_the_disk_is_full_while_the_file_is_copied"),
        (_FAULTS, "test_the_disk_is_full_inside_the_transaction"),
    ),
    "source or target vanishing at the k-th read or write": (
        (_FAULTS, "test_the_stick_vanishes_at_any_read"),
        (_SENDING, "test_a_stick_that_vanishes_at_any_call_leaves_no_half_copy"),
        (_DELIVERY, "test_a_source_that_vanishes_at_any_call_leaves_nothing_in_staging"),
    ),
    "read-back mismatch": (
        ("bundles.test_writing", "test_a_disk_that_keeps_something_else_is_told"),
        (_SENDING, "test_a_stick_that_keeps_something_else_is_told_and_the_copy_removed"),
    ),
    "same bundle twice": (
        (_RECEIVING, "test_the_same_bundle_twice_changes_nothing_and_gets_the_same_row"),
    ),
    "out of order": (
        (_RECEIVING, "test_out_of_order_what_a_later_bundle_covers_is_kept_and_not_taken"),
        (_RECEIVING, "test_out_of_order_another_period_is_taken_in"),
    ),
    "missing middle": (
        (_RECEIVING, "test_a_missing_bundle_in_the_middle_is_told_and_the_next_taken_in"),
    ),
    "clock at 1980 or 2099": (
        (_RECEIVING, "test_a_file_on_a_clock_of_1980_or_2099_is_taken_in_all_the_same"),
    ),
    "newer minor with unknown fields": (
        (_HERE, "test_a_newer_minor_version_is_taken_in_and_what_is_unknown_kept"),
    ),
    "3,321 bundles in one folder (queue, result per bundle, goes on after failures)": (
        (_FOLDER, "test_every_file_gets_its_result_and_bad_ones_stop_no_other"),
        (_FOLDER, "test_the_figures_of_hundreds_of_units_come_to_what_they_sum_up_to"),
    ),
    "merged or renamed unit (mapped by history)": (
        (
            "workflow.test_consolidation",
            "test_merged_units_figures_stand_under_the_new_name_and_under_the_old_ones",
        ),
        (
            "workflow.test_consolidation",
            "test_a_unit_that_takes_others_in_and_is_renamed_keeps_its_old_name_before",
        ),
    ),
    "unknown key": ((_HOLDS, "test_an_unknown_key_waits_until_its_fingerprint_was_compared"),),
    "fork from two restored PCs": (
        (_HOLDS, "test_two_bundles_of_one_number_are_a_fork_and_wait"),
        (
            "workflow.test_copied_database",
            "test_a_restored_pc_is_held_once_and_gets_back_what_the_other_has",
        ),
    ),
    "edit against delete": (
        ("workflow.test_taking_office", "test_an_edit_against_a_deletion_waits_for_a_person"),
    ),
    "both edited one field": (
        (
            "workflow.test_taking_office",
            "test_the_same_field_changed_on_both_is_shown_with_both_values_and_who",
        ),
        (_HOLDS, "test_a_field_two_copies_of_a_unit_changed_is_a_conflict_until_settled"),
    ),
    "Killed at every step, twenty times each: all or nothing": (
        (_KILLED, "test_killed_at_a_step_all_of_the_bundle_is_there_or_nothing"),
    ),
    "Two programs at once: the second says so": (
        (_FAULTS, "test_a_second_program_says_that_the_workspace_is_in_use"),
        (_FAULTS, "test_two_imports_of_one_bundle_at_once_take_it_in_once"),
    ),
    "Cancel at half: nothing changed": (
        (_RECEIVING, "test_broken_off_at_any_point_nothing_is_there_of_it"),
        (_SENDING, "test_broken_off_at_any_moment_nothing_is_made"),
    ),
    "Text starting with `= + - @` is written to XLSX and CSV as text": (
        (_HERE, "test_text_that_begins_like_a_formula_is_written_as_text"),
        (_PAPERS, "test_the_workbook_has_typed_cells_and_runs_no_text"),
    ),
    "A 120-character Vietnamese file name saves": (
        (_HERE, "test_a_file_name_of_120_vietnamese_letters_goes_up_and_is_saved_there"),
        ("bundles.test_delivery", "test_a_long_vietnamese_name_can_be_saved_to"),
    ),
}  # fmt: skip
