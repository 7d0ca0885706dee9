//! Moments of new moons and solar terms, as days of UTC+7 since 1970-01-01 with their fraction.
//!
//! J. Meeus, Astronomical Algorithms, 2nd edition: new moons by chapter 49 (within 20 seconds in these centuries), the
//! apparent longitude of the sun by chapter 25 (within 0.01°, a quarter of an hour, which no term here needs finer).

/// Julian day of 1970-01-01 00:00.
const UNIX: f64 = 2_440_587.5;
const VIETNAM: f64 = 7.0 / 24.0;

/// Terrestrial time less universal time in days, by Espenak and Meeus (2006), which runs high by some seconds today
/// and by an unknown amount in 2100.
fn delta_t(year: f64) -> f64 {
    let t = year - 2000.0;
    let seconds = match year {
        ..1986.0 => {
            let t = year - 1975.0;
            45.45 + 1.067 * t - t * t / 260.0 - t.powi(3) / 718.0
        }
        ..2005.0 => 63.86 + 0.3345 * t - 0.060374 * t * t + 0.0017275 * t.powi(3) + 0.000651814 * t.powi(4),
        ..2050.0 => 62.92 + 0.32217 * t + 0.005589 * t * t,
        _ => -20.0 + 32.0 * ((year - 1820.0) / 100.0).powi(2) - 0.5628 * (2150.0 - year),
    };
    seconds / 86_400.0
}

/// Ephemeris Julian day as local days since 1970.
fn local(jde: f64) -> f64 {
    let year = 2000.0 + (jde - 2_451_545.0) / 365.25;
    jde - delta_t(year) - UNIX + VIETNAM
}

/// Coefficient in days, then the multiples of M (sun), M' (moon) and F (node). Each power of M carries one of E.
const NEW_MOON: [(f64, i32, i32, i32); 24] = [
    (-0.40720, 0, 1, 0),
    (0.17241, 1, 0, 0),
    (0.01608, 0, 2, 0),
    (0.01039, 0, 0, 2),
    (0.00739, -1, 1, 0),
    (-0.00514, 1, 1, 0),
    (0.00208, 2, 0, 0),
    (-0.00111, 0, 1, -2),
    (-0.00057, 0, 1, 2),
    (0.00056, 1, 2, 0),
    (-0.00042, 0, 3, 0),
    (0.00042, 1, 0, 2),
    (0.00038, 1, 0, -2),
    (-0.00024, -1, 2, 0),
    (-0.00007, 2, 1, 0),
    (0.00004, 0, 2, -2),
    (0.00004, 3, 0, 0),
    (0.00003, 1, 1, -2),
    (0.00003, 0, 2, 2),
    (-0.00003, 1, 1, 2),
    (0.00003, -1, 1, 2),
    (-0.00002, -1, 1, -2),
    (-0.00002, 1, 3, 0),
    (0.00002, 0, 4, 0),
];

/// Planetary arguments: degrees at k = 0, degrees a lunation, millionths of a day.
const PLANETS: [(f64, f64, f64); 14] = [
    (299.77, 0.107408, 325.0),
    (251.88, 0.016321, 165.0),
    (251.83, 26.651886, 164.0),
    (349.42, 36.412478, 126.0),
    (84.66, 18.206239, 110.0),
    (141.74, 53.303771, 62.0),
    (207.14, 2.453732, 60.0),
    (154.84, 7.306860, 56.0),
    (34.52, 27.261239, 47.0),
    (207.19, 0.121824, 42.0),
    (291.34, 1.844379, 40.0),
    (161.72, 24.198154, 37.0),
    (239.56, 25.513099, 35.0),
    (331.55, 3.592518, 23.0),
];

/// The k-th new moon after the first of the year 2000, as an ephemeris Julian day.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let (t2, t3, t4) = (t * t, t.powi(3), t.powi(4));
    let e = 1.0 - 0.002516 * t - 0.0000074 * t2;
    let sun = (2.5534 + 29.10535670 * k - 0.0000014 * t2 - 0.00000011 * t3).to_radians();
    let moon = (201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3 - 0.000000058 * t4).to_radians();
    let node = (160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3 + 0.000000011 * t4).to_radians();
    let omega = (124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3).to_radians();
    let mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t2 - 0.000000150 * t3 + 0.00000000073 * t4;
    let periodic: f64 = NEW_MOON
        .iter()
        .map(|&(days, m, n, f)| {
            let angle = f64::from(m) * sun + f64::from(n) * moon + f64::from(f) * node;
            days * e.powi(m.abs().min(2)) * angle.sin()
        })
        .sum();
    let planets: f64 = PLANETS
        .iter()
        .enumerate()
        .map(|(at, &(degrees, rate, size))| {
            let bend = if at == 0 { -0.009173 * t2 } else { 0.0 };
            size * 1e-6 * (degrees + rate * k + bend).to_radians().sin()
        })
        .sum();
    mean + periodic - 0.00017 * omega.sin() + planets
}

/// Every new moon from two months before `from` to two months after `to`.
pub fn new_moons(from: i32, to: i32) -> Vec<f64> {
    let lunation = |year: i32| (f64::from(year - 2000) * 12.3685).floor() as i32;
    (lunation(from) - 2..=lunation(to + 1) + 2).map(|k| local(new_moon(f64::from(k)))).collect()
}

/// The apparent longitude of the sun in degrees at an ephemeris Julian day.
fn longitude(jde: f64) -> f64 {
    let t = (jde - 2_451_545.0) / 36_525.0;
    let mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
    let anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t).to_radians();
    let centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * anomaly.sin()
        + (0.019993 - 0.000101 * t) * (2.0 * anomaly).sin()
        + 0.000289 * (3.0 * anomaly).sin();
    let omega = (125.04 - 1934.136 * t).to_radians();
    mean + centre - 0.00569 - 0.00478 * omega.sin()
}

/// When the sun reaches a longitude of `degrees` (a multiple of 30) in a civil year.
pub fn solar_term(year: i32, degrees: i32) -> f64 {
    // The sun is at 280° on 1 January.
    let ahead = f64::from((degrees - 280).rem_euclid(360));
    let mut jde = 2_451_544.5 + f64::from(year - 2000) * 365.2425 + ahead / 360.0 * 365.2422;
    for _ in 0..8 {
        let off = (f64::from(degrees) - longitude(jde) + 180.0).rem_euclid(360.0) - 180.0;
        jde += off / 360.0 * 365.2422;
    }
    local(jde)
}
