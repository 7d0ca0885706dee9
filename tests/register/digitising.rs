//! Digitization of papers: what each mark does to the counts, one entry for many, reasons in the footnotes of reports, and
//! files that lose nothing.

use crate::support;

use motcua::desk::count::{self, Scope};
use motcua::desk::digitise::{self, ResultTold};
use motcua::desk::{Error, Target, end, export, import, undo};
use motcua::domain::component::{Component, PaperState};
use motcua::domain::dossier::ComponentCounts;
use motcua::domain::period::{Cutoff, Period};
use motcua::exchange::Noun;
use motcua::report::kind::ReportKind;
use motcua::report::model::FigureRef;
use motcua::store::Store;
use support::{accept, at, seen, set_up, stamp};

const NOW: &str = "2026-03-10 09:00";

fn desk(names: &[&str]) -> (Store, Vec<Target>) {
    let mut store = Store::in_memory().expect("a register");
    set_up(&mut store);
    let targets = names.iter().map(|name| accept(&mut store, "1.001", name, "2026-03-03 08:00")).collect();
    (store, targets)
}

fn counts(store: &Store, target: Target) -> ComponentCounts {
    store.read().dossier(target.id).expect("read").expect("there").dossier.components
}

fn mark(store: &mut Store, target: Target, state: PaperState, reason: &str) -> Result<(), Error> {
    let target = seen(store, target.id);
    digitise::mark_papers(store, &stamp(NOW, "hung"), &[target], state, reason).map(|_| ())
}

#[test]
fn each_mark_moves_the_counts_as_the_rule_says_with_rows_and_without() {
    let expected = [
        (PaperState::Digitized, (1, 1, 0), (3, 3, 1)),
        (PaperState::Reused, (1, 1, 1), (3, 3, 3)),
        (PaperState::National, (1, 1, 1), (3, 3, 3)),
        (PaperState::NotApplicable, (0, 0, 0), (1, 1, 1)),
        (PaperState::Unmendable, (1, 0, 0), (3, 1, 1)),
    ];
    for (state, rows, alone) in expected {
        let (mut store, targets) = desk(&["Lê Thị Ánh", "Phạm Văn Bốn"]);
        digitise::set_components(&mut store, &stamp(NOW, "lan"), targets[1], &[], "").expect("no rows");
        let known = ComponentCounts { required: 3, digitized: 1, reused: 1 };
        let bare = seen(&store, targets[1].id);
        digitise::set_counts(&mut store, &stamp(NOW, "lan"), bare, known, "").expect("counts");
        for target in &targets {
            mark(&mut store, *target, state, "giấy rách").expect("marked");
        }
        let told = |(required, digitized, reused)| ComponentCounts { required, digitized, reused };
        assert_eq!(counts(&store, targets[0]), told(rows), "{state:?} with rows");
        assert_eq!(counts(&store, targets[1]), told(alone), "{state:?} without");
        let papers = store.read().components(targets[0].id).expect("papers");
        assert_eq!((papers[0].1.state(), papers[0].1.officer.as_str()), (state, "hung"));
    }
}

#[test]
fn what_cannot_be_digitized_needs_a_reason_and_stands_in_the_footnote() {
    let (mut store, targets) = desk(&["Lê Thị Ánh", "Phạm Văn Bốn"]);
    assert!(matches!(mark(&mut store, targets[0], PaperState::Unmendable, " "), Err(Error::Refused(_))));
    mark(&mut store, targets[0], PaperState::Unmendable, "giấy rách").expect("marked");
    let period = Period::preset("2026-03", Cutoff::Calendar).expect("a period");
    let scope = Scope { period, cutoff: Cutoff::Calendar, now: at("2026-03-25 17:00") };
    let (figures, _) = count::count(&store, &scope, |_| true).expect("counted");
    assert_eq!(figures.counted.of("digitized.components.gap"), 2);
    let reasons: Vec<(&str, u64)> = figures.component_reasons.iter().map(|((_, why), n)| (why.as_str(), *n)).collect();
    assert_eq!(reasons, [("", 1), ("giấy rách", 1)]);
}

#[test]
fn many_dossiers_are_one_entry_and_one_undo() {
    let (mut store, targets) = desk(&["Lê Thị Ánh", "Phạm Văn Bốn", "Đỗ Thị Cúc"]);
    let now = stamp(NOW, "hung");
    let changes =
        digitise::mark_papers(&mut store, &now, &targets, PaperState::National, "").expect("all in one entry");
    assert!(targets.iter().all(|target| counts(&store, *target).full()));
    undo::undo(&mut store, &now, changes.seq, false).expect("undone");
    assert!(targets.iter().all(|target| counts(&store, *target).digitized == 0));
}

#[test]
fn papers_and_results_come_back_from_their_files_as_they_were() {
    let (mut store, targets) = desk(&["Lê Thị Ánh"]);
    let paper = |name: &str, state: PaperState| {
        let mut paper = Component { name: name.to_owned(), required: true, ..Component::default() };
        paper.set_state(state);
        paper
    };
    let mut papers = PaperState::ALL.map(|state| paper(&format!("Giấy {}", state.label()), state)).to_vec();
    papers[1].scan = "2026/ho so 1.pdf".to_owned();
    papers[3].officer = "lan".to_owned();
    papers[5].note = "giấy rách".to_owned();
    digitise::set_components(&mut store, &stamp(NOW, "hung"), targets[0], &papers, "").expect("papers");
    let settled = seen(&store, targets[0].id);
    end::settle(&mut store, &stamp(NOW, "hung"), &[settled], at(NOW)).expect("settled");
    let told = ResultTold {
        digitized: true,
        signed: Some(true),
        scan: Some("https://kho.example/kq.pdf".to_owned()),
        note: String::new(),
    };
    let target = seen(&store, targets[0].id);
    digitise::result(&mut store, &stamp(NOW, "hung"), &[target], &told).expect("result");
    let mut other = Store::in_memory().expect("a register");
    set_up(&mut other);
    for noun in [Noun::Dossiers, Noun::Components] {
        let mut file = Vec::new();
        export::export(&store, noun, &mut file).expect("exported");
        import::import(&mut other, &stamp(NOW, "lan"), noun, "t.csv", &file, &mut |_, _| true).expect("imported");
        let mut back = Vec::new();
        export::export(&other, noun, &mut back).expect("exported");
        assert_eq!(String::from_utf8_lossy(&back), String::from_utf8_lossy(&file));
        let lines: Vec<String> = String::from_utf8(file).expect("text").lines().map(str::to_owned).collect();
        if noun == Noun::Components {
            assert!(lines[0].ends_with(",note,national,unmendable,officer,scan"), "{}", lines[0]);
            assert!(lines.iter().any(|line| line.contains(",1,1,0,,1,0,lan,")), "{lines:?}");
        }
    }
    let dossier = other.read().dossier(1).expect("read").expect("there").dossier;
    assert!(dossier.result_signed && dossier.result_scan.starts_with("https://"));
}

#[test]
fn a_file_that_contradicts_itself_is_refused_and_an_old_one_is_taken() {
    let (store, targets) = desk(&["Lê Thị Ánh"]);
    let code = store.read().code_of(targets[0].id).expect("a code");
    let judged = |rows: &str| import::preview(&store, Noun::Components, rows.as_bytes()).expect("judged");
    let old = judged(&format!("dossier_code,name,required,digitized\n{code},Tờ khai,1,1\n"));
    assert!(!old.has_bad_rows());
    let both = judged(&format!("dossier_code,name,digitized,unmendable,note\n{code},Tờ khai,1,1,rách\n"));
    assert!(both.has_bad_rows() && format!("{both:?}").contains("unmendable"));
    let unsaid = judged(&format!("dossier_code,name,unmendable\n{code},Tờ khai,1\n"));
    assert!(unsaid.has_bad_rows() && format!("{unsaid:?}").contains("lý do"));
}

/// Without required papers a dossier counts as full (REPORTS.md §1), so the share says of how many nobody wrote any down.
#[test]
fn a_share_that_rests_on_dossiers_without_papers_says_so() {
    let (mut store, targets) = desk(&["Lê Thị Ánh", "Phạm Văn Bốn"]);
    let scope = Scope {
        period: Period::preset("2026-03", Cutoff::Calendar).expect("a period"),
        cutoff: Cutoff::Calendar,
        now: at("2026-04-02 08:00"),
    };
    let printed = |store: &Store| {
        let written = motcua::desk::report::build(store, ReportKind::Commune, &scope, |_| true).expect("written");
        let text = motcua::report::write(&written.report, motcua::report::Format::Text).expect("bytes");
        String::from_utf8(text).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(!printed(&store).contains("không ghi thành phần nào"));
    digitise::set_components(&mut store, &stamp(NOW, "lan"), targets[1], &[], "").expect("no papers");
    let text = printed(&store);
    let share = "khi tiếp nhận: 1/2 hồ sơ, đạt tỷ lệ 50,00%, trong đó 01 hồ sơ không ghi thành phần nào; còn 01 hồ sơ";
    assert!(text.contains(share), "{text}");
    let behind =
        count::behind(&store, &scope, &FigureRef::whole("_digitized.components.none"), |_| true).expect("listed");
    assert!(matches!(behind, count::Behind::Dossiers(ids) if ids == [targets[1].id]));
}
