//! The orders of a list, and how each is carried out. It asks the register nothing.

use crate::store::list_column::{ListColumn, Sort};

/// How a list is ordered. Each order has an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Newest entry first.
    Newest,
    /// Oldest entry first.
    Oldest,
    /// Least working time left first, the longest overdue at the head; only dossiers whose clock is on have a place in
    /// it: running ones and those that wait for acceptance, then the paused ones by the time they have left when they go
    /// on. Wherever the order is named, it is said that those stand at the end.
    Due,
    /// By the applicant's name in Vietnamese order.
    Name,
    /// By code.
    Code,
    /// Latest end first; only ended dossiers have a place in it.
    Settled,
    /// By a column, descending where it is true; dossiers without a value stand last either way. A column without an
    /// index is sorted while the list has no more than [`SORT_MOST`](crate::store::list_column::SORT_MOST) rows; a longer list keeps the order of entry.
    By(ListColumn, bool),
}

impl Order {
    /// The orders with names of their own.
    pub const ALL: [Order; 6] = [Order::Newest, Order::Oldest, Order::Due, Order::Name, Order::Code, Order::Settled];

    /// The Vietnamese name.
    pub fn label(self) -> String {
        match self {
            Order::Newest => "mới nhất trước".to_owned(),
            Order::Oldest => "cũ nhất trước".to_owned(),
            Order::Due => "ít thời gian trước, tạm dừng ở cuối".to_owned(),
            Order::Name => "theo tên".to_owned(),
            Order::Code => "theo mã".to_owned(),
            Order::Settled => "kết thúc gần nhất trước".to_owned(),
            Order::By(column, false) => format!("{} tăng dần", column.label()),
            Order::By(column, true) => format!("{} giảm dần", column.label()),
        }
    }

    /// The column whose heading shows the order, and whether it descends.
    pub const fn column(self) -> Option<(ListColumn, bool)> {
        match self {
            Order::Newest | Order::Oldest => None,
            Order::Due => Some((ListColumn::Due, false)),
            Order::Name => Some((ListColumn::Name, false)),
            Order::Code => Some((ListColumn::Code, false)),
            Order::Settled => Some((ListColumn::Settled, true)),
            Order::By(column, down) => Some((column, down)),
        }
    }

    /// Whether pages of it are sought by an index, at any size of the register.
    pub const fn indexed(self) -> bool {
        match self {
            Order::By(column, _) => column.indexed(),
            _ => true,
        }
    }

    /// How it is carried out.
    pub(in crate::store) const fn how(self) -> How {
        match self {
            Order::Newest => How::Key("d.id", true),
            Order::Oldest => How::Key("d.id", false),
            Order::Due => How::Key("d.clock_order", false),
            Order::Name => How::Key("d.name_sort", false),
            Order::Code => How::Key("d.code", false),
            Order::Settled => How::Key("d.settled_at", true),
            Order::By(column, down) => match column.sort() {
                Sort::Index(expression) => How::Key(expression, down),
                Sort::Gaps(expression) => How::Gaps(expression, down),
                sort => How::Memory(sort, down),
            },
        }
    }

    /// How a few rows are put in it one by one.
    pub(in crate::store) fn in_memory(self) -> (Sort, bool) {
        match self.how() {
            How::Key("d.id", down) => (Sort::Entry, down),
            How::Key(expression, down) => (Sort::Index(expression), down),
            How::Gaps(expression, down) => (Sort::Gaps(expression), down),
            How::Memory(sort, down) => (sort, down),
        }
    }
}

/// How an order is carried out: by which sort expression, and whether it descends.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum How {
    /// Sought by the expression; who has none has no place.
    Key(&'static str, bool),
    /// The same, with those who have none behind the others.
    Gaps(&'static str, bool),
    /// Sorted in memory.
    Memory(Sort, bool),
}
