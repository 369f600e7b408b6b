//! Collections that are kept on this device, in IndexedDB. Knows two stores: what there is, and the links of each, so that
//! a list does not read all links. Storage may be denied or full: then it says so, and the visit goes on.

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

/// What is known of a collection without its links.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    name: String,
    n: u32,
    /// The day, as `2026-11-24`.
    date: String,
    /// When, for the order: milliseconds of the device's clock.
    at: f64,
}

/// Does what the group asks, in the database named `place`, and says how it went. Without a name nothing may be kept.
pub(crate) async fn keep(place: Option<&str>, keeping: Keeping) -> Kept {
    let is_look = matches!(keeping, Keeping::List);
    let Some(place) = place else {
        return if is_look { Kept::Collections(Vec::new()) } else { Kept::Failed(Failure::NotKept) };
    };
    match run(place, keeping).await {
        Ok(kept) => kept,
        // Nobody wants anything kept yet. Who does will be told.
        Err(_) if is_look => Kept::Collections(Vec::new()),
        Err(_) => Kept::Failed(Failure::NotKept),
    }
}

async fn run(place: &str, keeping: Keeping) -> Result<Kept, Error> {
    let found = match keeping {
        Keeping::Put { .. } => Some(open(place).await?),
        Keeping::List | Keeping::Get(_) | Keeping::Rename(..) | Keeping::Delete(_) | Keeping::Clear => {
            find(place).await?
        }
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

/// The database where there is one: to look for what was never kept leaves nothing behind.
async fn find(place: &str) -> Result<Option<Database>, Error> {
    let is_new = Rc::new(Cell::new(false));
    let mut request = Factory::new()?.open(place, Some(1))?;
    let seen = Rc::clone(&is_new);
    request.on_upgrade_needed(move |event| {
        seen.set(true);
        // What is made in a change that is taken back is not there.
        let change = event.target().ok().and_then(|request| request.transaction());
        let _ = change.map(Transaction::abort);
    });
    match request.await {
        Ok(database) => Ok(Some(database)),
        Err(_) if is_new.get() => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the store says where nothing was ever kept.
fn of_nothing(keeping: &Keeping) -> Kept {
    match keeping {
        Keeping::Get(_) | Keeping::Rename(..) => Kept::Failed(Failure::NoCollection),
        Keeping::List | Keeping::Put { .. } | Keeping::Delete(_) | Keeping::Clear => {
            Kept::Collections(Vec::new())
        }
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
        Keeping::Clear => {
            let change = write(database)?;
            for store in [NAMES, LINKS] {
                change.object_store(store)?.clear()?.await?;
            }
            change.await?;
        }
    }
    list(database).await
}

async fn list(database: &Database) -> Result<Kept, Error> {
    let reading = database.transaction(&[NAMES], TransactionMode::ReadOnly)?;
    let all = reading.object_store(NAMES)?.get_all(None, None)?.await?;
    // What another version kept in another form is left as it is.
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

/// All in one transaction, so that no half of it can happen; gives why it can't be.
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

/// The device's own calendar day.
fn today() -> String {
    let now = Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
