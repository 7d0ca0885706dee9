//! Each form's fields with the stored field that fills it: the field is there, and what is printed follows it.

use std::collections::BTreeMap;

use motcua::desk::forms::fields::{self, FIELDS, Field};
use motcua::desk::forms::known::Known;
use motcua::desk::forms::{gather, register};
use motcua::domain::period::Period;
use motcua::domain::settings::SETTINGS;
use motcua::report::forms::Value;
use motcua::report::forms::sets::Form;
use motcua::store::Store;

use crate::support::at;
use crate::world::{FIRST, Ids, SECOND, register as a_register};

/// Columns that the register really has, derived ones included.
fn columns() -> BTreeMap<String, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("so.db");
    drop(Store::open(&path, motcua::store::Mode::CreateIfMissing).expect("a register"));
    let conn = rusqlite::Connection::open(&path).expect("SQLite");
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let sql = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let mut statement = conn.prepare(sql).expect("SQL");
    let mut rows = statement.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        columns.entry(row.get(0).expect("a name")).or_default().push(row.get(1).expect("a name"));
    }
    columns
}

#[test]
fn every_field_names_a_stored_field() {
    let columns = columns();
    for field in FIELDS {
        assert!(!field.source.is_empty() && !field.forms.is_empty(), "{}", field.name);
        for source in field.source {
            let (table, column) = source.split_once('.').expect("table.column");
            let there = match table {
                "setting" => SETTINGS.iter().any(|setting| setting.key == column),
                table => columns.get(table).is_some_and(|columns| columns.iter().any(|known| known == column)),
            };
            assert!(there, "{}: the register has no {source}", field.name);
        }
    }
}

/// What DOMAIN.md §6 and TEXTS.md §5 ask of each form, as placeholders.
const ASKED: [(Form, &str); 7] = [
    (
        Form::Receipt,
        "don_vi_ban_hanh_in_hoa ma_ho_so qr_ma_ho_so nguoi_nop so_giay_to dia_chi so_dien_thoai email noi_dung thanh_phan \
         khong_giay_to \
         tp_stt tp_ten tp_loai tp_so_luong so_bo thoi_han luc_nhan luc_hen_tra noi_tra phi quyen_so so_thu_tu nguoi_nop_ky \
         nguoi_tiep_nhan",
    ),
    (Form::Supplement, "so_phieu nguoi_nop noi_dung yeu_cau yc_stt yc_noi_dung ly_do_phieu lien_he can_bo_huong_dan"),
    (Form::Refusal, "so_phieu nguoi_nop noi_dung ly_do_phieu lien_he nguoi_nop_ky can_bo_huong_dan"),
    (
        Form::Apology,
        "so_van_ban nguoi_nop luc_nhan ma_ho_so qr_ma_ho_so ngay_hen_tra ly_do_tre luc_hen_lai nguoi_ky chuc_vu_ky",
    ),
    (Form::Stop, "so_phieu ma_ho_so noi_dung ly_do_phieu can_cu nguoi_ky_phieu"),
    (
        Form::Control,
        "ma_ho_so chu_tri phoi_hop buoc b_don_vi b_luc_giao b_luc_nhan b_nguoi_giao b_nguoi_nhan b_ket_qua b_ghi_chu \
         ket_qua_ho_so",
    ),
    (
        Form::Register,
        "hs_tt hs_ma hs_thu_tuc hs_so_bo hs_nguoi_nop hs_lien_lac hs_chu_tri hs_ngay_nhan hs_ngay_hen hs_ngay_tra \
         hs_cach_tra hs_ghi_chu",
    ),
];

#[test]
fn every_form_has_the_fields_that_are_asked_of_it() {
    for (form, asked) in ASKED {
        let known: Vec<&str> = fields::of(form).map(|field| field.name).collect();
        for name in asked.split_whitespace() {
            assert!(known.contains(&name), "form {} has no {name}", form.code());
        }
    }
}

/// Everything that a register can say on a form.
fn knowns(store: &Store, ids: Ids, year: u16) -> Vec<(Form, Known)> {
    let now = at(&format!("{year}-04-10 08:00"));
    let of = |form: Form| match form {
        Form::Refusal => ids.refused,
        Form::Stop => ids.stopped,
        _ => ids.whole,
    };
    let mut all = Vec::new();
    for form in Form::ALL {
        let known = if form == Form::Register {
            let day = |text: &str| format!("{year}-{text}").parse().expect("a day");
            let period = Period::free(day("03-01"), day("03-31")).expect("a period");
            let lines = register::lines(store.read(), period).expect("lines");
            let settings = store.read().settings().expect("settings");
            Known { lines, period: period.dates(), ..Known::of_desk(settings, now) }
        } else {
            gather(store, form, of(form), now).unwrap_or_else(|error| panic!("{}: {error}", form.code()))
        };
        all.push((form, known));
    }
    all
}

/// What a field prints, the rows of a list one after another.
fn printed(form: Form, field: &Field, known: &Known) -> String {
    let values = fields::values(form, known);
    let own = values.0.get(field.name);
    let said = |value: Option<&Value>| match value {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Picture(picture)) => picture.said.clone(),
        Some(Value::Rows(rows)) => format!("{} dòng", rows.len()),
        None => String::new(),
    };
    if own.is_some() {
        return said(own);
    }
    let rows = values.0.values().filter_map(|value| if let Value::Rows(rows) = value { Some(rows) } else { None });
    let cells: Vec<String> =
        rows.flatten().filter_map(|row| row.0.get(field.name)).map(|cell| said(Some(cell))).collect();
    cells.join("|")
}

/// Two registers that have no value in common fill no field alike: none is a constant. And none is dots.
#[test]
fn no_field_is_a_constant_or_dots() {
    let ((first, first_ids), (second, second_ids)) = (a_register(&FIRST), a_register(&SECOND));
    let (first, second) = (knowns(&first, first_ids, FIRST.year), knowns(&second, second_ids, SECOND.year));
    for ((form, one), (_, other)) in first.iter().zip(&second) {
        for field in fields::of(*form) {
            // Said only where there is nothing to list: a register without papers of its own test says it.
            if field.name == "khong_giay_to" {
                continue;
            }
            let (one, other) = (printed(*form, field, one), printed(*form, field, other));
            let name = format!("{} {}", form.code(), field.name);
            assert!(!one.replace('|', "").is_empty() && !other.replace('|', "").is_empty(), "{name} is empty");
            assert_ne!(one, other, "{name}");
            for text in [one, other] {
                assert!(!text.contains('…') && !text.contains("...."), "{name}: {text}");
            }
        }
    }
}
