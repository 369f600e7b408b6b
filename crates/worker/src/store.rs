//! Keeps collections in IndexedDB on this device. There are two stores: one lists the collections, the other holds
//! their links, so that listing doesn't read all links. Storage may be denied or full; the caller then gets a
//! failure, and the visit continues.

use crate::work::{Keeping, Kept};
use idb::{
    Database, Error, Event, Factory, KeyPath, ObjectStore, Query, Request, Transaction, TransactionMode,
};
use interlocal_group::answer::{Collection, Failure};
use js_sys::Date;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

const NAMES: &str = "collections";
const LINKS: &str = "links";

/// A collection without its links.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    name: String,
    n: u32,
    /// The day, as `2026-11-24`.
    date: String,
    /// The time of saving, for sorting: milliseconds of the device's clock.
    at: f64,
}

/// Performs the group's request in the database `place` and returns the outcome. Without a name, nothing can be kept.
pub(crate) async fn keep(place: Option<&str>, keeping: Keeping) -> Kept {
    let is_look = matches!(keeping, Keeping::List);
    let Some(place) = place else {
        return if is_look { Kept::Collections(Vec::new()) } else { Kept::Failed(Failure::NotKept) };
    };
    match run(place, keeping).await {
        Ok(kept) => kept,
        // Listing fails silently: the user hasn't asked to keep anything. Saving reports the failure.
        Err(_) if is_look => Kept::Collections(Vec::new()),
        Err(_) => Kept::Failed(Failure::NotKept),
    }
}

async fn run(place: &str, keeping: Keeping) -> Result<Kept, Error> {
    let found = match keeping {
        Keeping::Put { .. } => Some(open(place).await?),
        Keeping::List | Keeping::Get(_) | Keeping::Rename(..) | Keeping::Delete(_) => find(place).await?,
    };
    let Some(database) = found else { return Ok(of_nothing(&keeping)) };
    let kept = on(&database, keeping).await;
    // An open connection would keep the database from being deleted.
    database.close();
    kept
}

async fn open(place: &str) -> Result<Database, Error> {
    let names = ObjectStore::builder(NAMES).key_path(Some(KeyPath::new_single("name")));
    let builder = Database::builder(place).version(1);
    builder.add_object_store(names).add_object_store(ObjectStore::builder(LINKS)).build().await
}

/// Opens the database if it exists. Doesn't create one, so that looking leaves no trace.
async fn find(place: &str) -> Result<Option<Database>, Error> {
    let is_new = Rc::new(Cell::new(false));
    let mut request = Factory::new()?.open(place, Some(1))?;
    let seen = Rc::clone(&is_new);
    request.on_upgrade_needed(move |event| {
        seen.set(true);
        // Aborting the upgrade undoes the creation of the database.
        let change = event.target().ok().and_then(|request| request.transaction());
        let _ = change.map(Transaction::abort);
    });
    match request.await {
        Ok(database) => Ok(Some(database)),
        Err(_) if is_new.get() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The outcome of a request if there is no database.
fn of_nothing(keeping: &Keeping) -> Kept {
    match keeping {
        Keeping::Get(_) | Keeping::Rename(..) => Kept::Failed(Failure::NoCollection),
        Keeping::List | Keeping::Put { .. } | Keeping::Delete(_) => Kept::Collections(Vec::new()),
    }
}

async fn on(database: &Database, keeping: Keeping) -> Result<Kept, Error> {
    match keeping {
        Keeping::List => {}
        Keeping::Get(name) => return get(database, &name).await,
        Keeping::Put { name, n, links } => {
            let change = write(database)?;
            put(&change, &Record { date: today(), at: Date::now(), name, n }, &links).await?;
            change.await?;
        }
        Keeping::Rename(from, to) => {
            if let Some(failure) = rename(database, &from, &to).await? {
                return Ok(Kept::Failed(failure));
            }
        }
        Keeping::Delete(name) => {
            let change = write(database)?;
            delete(&change, &name).await?;
            change.await?;
        }
    }
    list(database).await
}

async fn list(database: &Database) -> Result<Kept, Error> {
    let reading = database.transaction(&[NAMES], TransactionMode::ReadOnly)?;
    let all = reading.object_store(NAMES)?.get_all(None, None)?.await?;
    // Records that another version wrote in another format are skipped and stay as they are.
    let mut records: Vec<Record> =
        all.into_iter().filter_map(|value| serde_wasm_bindgen::from_value(value).ok()).collect();
    records.sort_by(|one, other| other.at.total_cmp(&one.at));
    let collections = records.into_iter().map(|Record { name, n, date, .. }| Collection { name, n, date });
    Ok(Kept::Collections(collections.collect()))
}

async fn get(database: &Database, name: &str) -> Result<Kept, Error> {
    let reading = database.transaction(&[LINKS], TransactionMode::ReadOnly)?;
    let links = reading.object_store(LINKS)?.get(key(name))?.await?;
    let links = links.and_then(|links| links.as_string());
    Ok(links.map_or(Kept::Failed(Failure::NoCollection), Kept::Links))
}

/// Renames a collection in one transaction, so that it happens completely or not at all. Returns the reason if it
/// can't.
async fn rename(database: &Database, from: &str, to: &str) -> Result<Option<Failure>, Error> {
    if from == to {
        return Ok(None);
    }
    let change = write(database)?;
    let (names, all_links) = (change.object_store(NAMES)?, change.object_store(LINKS)?);
    if names.get(key(to))?.await?.is_some() {
        return Ok(Some(Failure::NameTaken));
    }
    let record =
        names.get(key(from))?.await?.and_then(|it| serde_wasm_bindgen::from_value::<Record>(it).ok());
    let links = all_links.get(key(from))?.await?.and_then(|links| links.as_string());
    let (Some(record), Some(links)) = (record, links) else { return Ok(Some(Failure::NoCollection)) };
    put(&change, &Record { name: to.to_owned(), ..record }, &links).await?;
    delete(&change, from).await?;
    change.await?;
    Ok(None)
}

async fn put(change: &Transaction, record: &Record, links: &str) -> Result<(), Error> {
    let value = serde_wasm_bindgen::to_value(record)
        .map_err(|_| Error::UnexpectedJsType("a record", JsValue::NULL))?;
    change.object_store(NAMES)?.put(&value, None)?.await?;
    let links = JsValue::from_str(links);
    change.object_store(LINKS)?.put(&links, Some(&JsValue::from_str(&record.name)))?.await?;
    Ok(())
}

async fn delete(change: &Transaction, name: &str) -> Result<(), Error> {
    for store in [NAMES, LINKS] {
        change.object_store(store)?.delete(key(name))?.await?;
    }
    Ok(())
}

fn write(database: &Database) -> Result<Transaction, Error> {
    database.transaction(&[NAMES, LINKS], TransactionMode::ReadWrite)
}

fn key(name: &str) -> Query {
    JsValue::from_str(name).into()
}

/// The current date in the device's time zone.
fn today() -> String {
    let now = Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
